//! A question: its pictures, its words, or the form that edits it.

use super::{actions::MessageActions, edit_form::EditForm};
use crate::{
    state::Message,
    view::{kit::show::Show, page::Page},
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
            <Show when=move || !message.pictures.with(Vec::is_empty)>
                <div class="sent-pictures">
                    {message.pictures.get().into_iter().map(|picture| view! { <img src=picture alt=""/> }).collect_view()}
                </div>
            </Show>
            <p dir="auto">{message.text}</p>
            <MessageActions page message/>
        </article>
    }
}
