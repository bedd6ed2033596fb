//! One message.

mod actions;
mod answer;
mod attempts;
pub(crate) mod code_block;
mod copy;
mod edit_form;
mod ending;
pub(crate) mod prose;
mod question;
mod versions;

use self::{answer::Answer, question::Question};
use super::{kit::show::Show, page::Page};
use crate::state::Message;
use leptos::prelude::*;

/// A question or an answer, and above the first message that the model still gets, a line that says so.
#[component]
pub(crate) fn MessageView(page: Page, message: Message) -> impl IntoView {
    let starts_context = move || page.state.conversation.context_start.get() == Some(message.id);
    let content = if message.is_question() {
        view! { <Question page message/> }.into_any()
    } else {
        view! { <Answer page message/> }.into_any()
    };
    view! {
        <Show when=starts_context>
            <p class="left-out">{page.texts().conversation.context_start}</p>
        </Show>
        {content}
    }
}
