//! What goes with a message: files that are picked, pasted or dropped, and texts that are too long for its words.

use super::writing::Writing;
use crate::{
    state::{AttachmentError, sharing},
    view::page::Page,
};
use browser::files::{self, File};
use conversation::prompt::excess;
use leptos::{prelude::*, task::spawn_local};
use web_sys::{ClipboardEvent, DragEvent};

/// No text box gets more characters at once: browsers take long to lay them out.
pub(crate) const MAX_PASTED: usize = 100_000;

/// Lets the visitor pick some.
pub(crate) fn pick(writing: Writing) {
    spawn_local(async move { add(writing, files::pick_any().await, false).await });
}

/// Takes pictures out of the clipboard, or a text that is too long for a message.
pub(crate) fn paste(writing: Writing, event: &ClipboardEvent) {
    let Some(clipboard) = event.clipboard_data() else { return };
    let mut pictures = files::files_of(&clipboard);
    pictures.retain(files::is_picture);
    if !pictures.is_empty() {
        event.prevent_default();
        return spawn_local(add(writing, pictures, false));
    }
    let text = clipboard.get_data("text").unwrap_or_default();
    if excess(&text, untrack(|| writing.page.state.room()).min(MAX_PASTED)) > 0 {
        event.prevent_default();
        writing.draft.attach(&text);
    }
}

/// Files that are dragged over the page or dropped on it, wherever that is: the browser must not open them in its place.
pub(crate) fn take_drop(page: Page, event: &DragEvent) {
    let Some(transfer) = event.data_transfer().filter(files::are_in) else { return };
    event.prevent_default();
    if event.type_() == "drop" {
        let is_shared = untrack(|| page.state.conversation.is_shared());
        add_dropped(page, files::files_of(&transfer), is_shared, false);
    }
}

/// Takes files that were dropped before the program started. Send may have been pressed by then: see [`add`].
pub(crate) fn take_early_drop(page: Page, files: Vec<File>, is_sent: bool) {
    add_dropped(page, files, sharing::has_link(), is_sent);
}

/// Adds files to the message in the composer. A chat that someone shared has none yet.
fn add_dropped(page: Page, files: Vec<File>, is_shared: bool, is_sent: bool) {
    if is_shared {
        page.state.draft.attachment_error.set(Some(AttachmentError::Shared));
    } else {
        spawn_local(add(Writing::new_message(page), files, is_sent));
    }
}

/// Adds files to a message, and sends it if it `is_sent` already and has all of them.
async fn add(writing: Writing, files: Vec<File>, is_sent: bool) {
    writing.draft.add_files(files).await;
    writing.focus();
    let error = writing.draft.attachment_error.get_untracked();
    if is_sent && matches!(error, None | Some(AttachmentError::Unsaved)) {
        writing.page.exchange.send_when_open();
    }
}
