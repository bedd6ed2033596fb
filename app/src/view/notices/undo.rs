//! What was deleted last, and the way back.

use crate::{
    state::{Deleted, deleting},
    view::{
        kit::{button::TextButton, show::Show, text::text},
        page::Page,
    },
};
use leptos::prelude::*;

/// Names what was deleted last, with a button that undoes it.
#[component]
pub(super) fn UndoBar(page: Page) -> impl IntoView {
    let texts = &page.texts().notices;
    let deleted = page.state.notices.deleted;
    let line = move || {
        deleted.with(|deleted| match deleted {
            // The title has a direction of its own.
            Some(Deleted::Conversation { record, .. }) => {
                (texts.chat_deleted)(&format!("\u{2068}{}\u{2069}", record.title))
            }
            Some(Deleted::Messages { messages, .. }) => (texts.messages_deleted)(messages.len()),
            None => String::new(),
        })
    };
    let undo = move |_| {
        deleting::undo(page.state);
        page.focus_composer();
    };
    let dismiss = move |_| {
        deleted.set(None);
        page.focus_composer();
    };
    view! {
        <Show when=move || deleted.with(Option::is_some)>
            <div class="undo" role="status">
                <span>{text(line)}</span>
                <TextButton text=texts.undo on_click=undo/>
                <TextButton text=texts.dismiss on_click=dismiss/>
            </div>
        </Show>
    }
}
