//! What is asked of the model in the open conversation.

use super::page_state::State;
use conversation::record::Options;
use leptos::prelude::*;

/// Changes the options of the open conversation. One without messages is not saved yet.
pub(crate) fn change(state: State, change: impl FnOnce(&mut Options)) {
    state.conversation.record.update(|record| change(&mut record.options));
    if !state.conversation.messages.with_untracked(Vec::is_empty) {
        state.saver.save_open(&[]);
    }
}

/// The id of the model that the visitor chose; `None` if the site chooses. Tracks the conversation.
pub(crate) fn chosen_model(state: State) -> Option<String> {
    state.conversation.record.with(|record| record.options.model.clone())
}
