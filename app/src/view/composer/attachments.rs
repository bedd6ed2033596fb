//! What goes with a message: files that are picked, pasted or dropped, and texts that are too long for its words.

use crate::{state::AttachmentError, texts::with_numbers, view::page::Page};
use browser::files;
use conversation::prompt::excess;
use leptos::{prelude::*, task::spawn_local};
use web_sys::{ClipboardEvent, DragEvent, File};

/// No text box gets more characters at once: browsers take long to lay them out.
const MAX_PASTED: usize = 100_000;

/// Lets the visitor pick some.
pub(super) fn pick(page: Page) {
    spawn_local(async move { add(page, files::pick_any().await).await });
}

/// Takes pictures out of the clipboard, or a text that is too long for a message.
pub(super) fn paste(page: Page, event: &ClipboardEvent) {
    let Some(clipboard) = event.clipboard_data() else { return };
    let mut pictures = files::files_of(&clipboard);
    pictures.retain(files::is_picture);
    if !pictures.is_empty() {
        event.prevent_default();
        return spawn_local(add(page, pictures));
    }
    let text = clipboard.get_data("text").unwrap_or_default();
    if excess(&text, untrack(|| page.state.room()).min(MAX_PASTED)) > 0 {
        event.prevent_default();
        page.state.draft.attach(&text);
    }
}

/// Files that are dragged over the page or dropped on it, wherever that is: the browser must not open them in its place.
pub(crate) fn take_drop(page: Page, event: &DragEvent) {
    let Some(transfer) = event.data_transfer().filter(files::are_in) else { return };
    event.prevent_default();
    if event.type_() != "drop" || untrack(|| page.state.conversation.is_shared()) {
        return;
    }
    spawn_local(add(page, files::files_of(&transfer)));
}

async fn add(page: Page, files: Vec<File>) {
    page.state.draft.add_files(files).await;
    page.focus_composer();
}

/// What is wrong with the draft: a file could not be added or kept, or the words are too long. Tracks it.
pub(super) fn fault(page: Page) -> String {
    let texts = &page.texts().composer;
    match (page.state.excess(), page.state.draft.attachment_error.get()) {
        (0, None) => String::new(),
        (0, Some(AttachmentError::TooMany)) => texts.too_many_pictures.to_owned(),
        (0, Some(AttachmentError::Unreadable)) => texts.unreadable_file.to_owned(),
        (0, Some(AttachmentError::Unsaved)) => texts.unsaved_file.to_owned(),
        (excess, _) => with_numbers(texts.too_long, &[excess]),
    }
}
