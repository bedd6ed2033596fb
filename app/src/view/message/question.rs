//! A question: its pictures and attached texts, its words, or the form that edits it.

use super::{actions::MessageActions, edit_form::EditForm};
use crate::{
    state::Message,
    view::{
        kit::{attachments::attachments, show::Show},
        page::Page,
    },
};
use leptos::prelude::*;

/// A question, or the form that edits it.
#[component]
pub(super) fn Question(page: Page, message: Message) -> impl IntoView {
    view! {
        <Show
            when=move || page.state.layout.editing.get() == Some(message.id)
            fallback=move || view! { <ShownQuestion page message/> }
        >
            <EditForm page message/>
        </Show>
    }
}

#[component]
fn ShownQuestion(page: Page, message: Message) -> impl IntoView {
    view! {
        <article class="question" id=format!("m{}", message.id) aria-label=page.texts().message.you>
            {attachments(page, message.attachments, None)}
            <p dir="auto">{message.text}</p>
            <MessageActions page message/>
        </article>
    }
}
