//! The page may be gone in a moment.

use super::{page_state::State, running_answers::RunningAnswer, unsaved};
use conversation::record::Records;
use leptos::prelude::*;

/// Saves the draft and the answers that are being written, at once.
pub(crate) fn save_at_once(state: State) {
    state.draft.save();
    for answer in untrack(|| state.conversation.running.all()) {
        unsaved::save(answer.message.id, &records(state, answer));
    }
}

fn records(state: State, answer: RunningAnswer) -> Records {
    let open = state.conversation;
    if open.id_untracked() == answer.conversation {
        // The question that was just asked may not be in the store either.
        let messages = open.records_of(&open.question_and_answer(answer));
        return Records { conversations: vec![open.record.get_untracked()], messages };
    }
    let message = answer.message.to_record(answer.conversation, answer.parent);
    Records { conversations: Vec::new(), messages: vec![message] }
}
