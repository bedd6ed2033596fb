//! Answers that other tabs write: they grow here too, and are not taken for broken off.

use super::{effect::effect, message::Message, page_state::State, unsaved};
use browser::{store, tabs};
use conversation::{
    answer::{AnswerState, Ending},
    change::Changes,
    id::Id,
};
use leptos::{prelude::*, task::spawn_local};

/// Follows the answers of the open conversation that other tabs write, as long as the page lives.
pub(crate) fn follow(state: State) {
    let open = state.conversation;
    tabs::on_words(move |words| {
        let message = open.loaded.get(words.answer).filter(|message| !open.running.has(message.id));
        if let Some(message) = message {
            message.append(&words);
        }
    });
    effect(move || {
        open.messages.with(|shown| {
            for message in shown.iter().filter(|message| !open.running.has(message.id)) {
                // An answer that is being written is stored as interrupted, which it would be if its tab crashed.
                let is_interrupted = |state: &AnswerState| *state == AnswerState::Ended(Ending::Interrupted);
                if message.state.with_untracked(is_interrupted) {
                    spawn_local(watch(state, open.id_untracked(), *message));
                }
            }
        });
    });
}

/// Shows an answer as being written for as long as another tab writes it.
async fn watch(state: State, conversation: Id, message: Message) {
    if !tabs::is_written(message.id).await || state.conversation.running.has(message.id) {
        return;
    }
    if message.state.is_disposed() {
        return;
    }
    let has_words = message.text.with_untracked(|text| !text.is_empty());
    message.state.set(if has_words { AnswerState::Streaming } else { AnswerState::Waiting });
    tabs::writing_end(message.id).await;
    // What its tab saved last, as it was closed perhaps.
    if let Err(error) = unsaved::move_to_store().await {
        state.saver.report(error);
    }
    let stored = store::tail(conversation, Some((message.at, message.id + 1)), 1).await.unwrap_or_default();
    if message.state.is_disposed() || state.conversation.running.has(message.id) {
        return;
    }
    match stored.messages.first().filter(|record| record.id == message.id) {
        Some(record) => {
            message.take_over(record);
            message.end(record);
            // Its tab crashed after it had told these words and before it saved them.
            if message.text.with_untracked(String::len) > record.text.len() {
                let messages = vec![message.to_record(conversation, record.parent)];
                state.saver.save(&Changes { messages, ..Changes::default() });
            }
        }
        None => message.state.set(AnswerState::Ended(Ending::Interrupted)),
    }
}
