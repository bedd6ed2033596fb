//! The page may be gone in a moment.

use super::{page_state::State, unsaved};
use leptos::prelude::*;

/// Saves the draft and the answers that are being written, at once.
pub(crate) fn save_at_once(state: State) {
    state.draft.save();
    state.draft.save_attachments();
    let open = state.conversation;
    for answer in untrack(|| open.running.all()) {
        let is_open = open.id_untracked() == answer.conversation;
        // The question that was just asked may not be in the store either.
        let changes = if is_open { open.changes(&answer.messages()) } else { answer.changes() };
        unsaved::save(answer.message.id, &changes);
    }
}
