//! What is wrong with a message that is being written.

use super::{text::text, writing::Writing};
use crate::{state::AttachmentError, texts::with_numbers};
use leptos::prelude::*;

/// A line that says it: the words are too long, or a file could not be added. It interrupts a screen reader once, and not
/// with each key that changes by how much.
#[component]
pub(crate) fn Fault(writing: Writing) -> impl IntoView {
    let texts = &writing.page.texts().composer;
    let draft = writing.draft;
    let fact = move || match draft.attachment_error.get() {
        _ if writing.excess() > 0 => texts.too_long,
        Some(AttachmentError::TooMany) => texts.too_many_pictures,
        Some(AttachmentError::Unreadable) => texts.unreadable_file,
        Some(AttachmentError::Unsaved) => texts.unsaved_file,
        Some(AttachmentError::Shared) if writing.page.state.conversation.is_shared() => texts.not_yet_here,
        Some(AttachmentError::Shared) | None => "",
    };
    let number = move || match writing.excess() {
        0 => String::new(),
        excess => with_numbers(texts.excess, &[excess]),
    };
    view! {
        <p class="notice">
            <span role="alert">{text(move || fact().to_owned())}</span>
            {text(number)}
        </p>
    }
}
