//! Deleting, and undoing it.

use super::{message::Message, notices::Deleted, page_state::State, switching};
use browser::store::{self, Tail};
use conversation::{change::Changes, id::Id};
use leptos::{prelude::*, task::spawn_local};

/// Deletes a message of the open conversation. What follows an only version stays; one of several goes with what
/// follows it.
pub(crate) fn delete_message(state: State, message: Message) {
    let open = state.conversation;
    let leaf = open.leaf();
    let messages = delete(state, message.id);
    let (conversation, next_leaf) = (open.id_untracked(), open.leaf());
    state.notices.deleted.set(Some(Deleted::Messages { conversation, messages, leaf, next_leaf }));
}

/// Deletes a message of the open conversation, from the tree and from the store. Returns what was deleted.
pub(crate) fn delete(state: State, id: Id) -> Vec<Id> {
    let open = state.conversation;
    let deleted = open.loaded.delete(id);
    open.show(open.loaded.leaf_near(open.leaf()));
    state.saver.save_open(&deleted);
    deleted
}

/// Deletes a conversation with its messages. An answer that is being written in it is cancelled.
pub(crate) fn delete_conversation(state: State, id: Id) {
    state.conversation.running.cancel(id);
    spawn_local(async move {
        match store::remove_conversation(id).await {
            Ok(Tail { conversation, messages }) => {
                let was_open = state.conversation.id_untracked() == id;
                if was_open {
                    switching::start_new(state);
                }
                // Another tab may have deleted it before.
                if let Some(record) = conversation {
                    state.notices.deleted.set(Some(Deleted::Conversation { record, messages, was_open }));
                }
            }
            Err(error) => state.saver.report(error),
        }
        state.saver.list_changed();
    });
}

/// Undoes the last deletion.
pub(crate) fn undo(state: State) {
    let open = state.conversation;
    let Some(deleted) = state.notices.deleted.try_update(Option::take).flatten() else { return };
    match deleted {
        Deleted::Messages { conversation, messages, leaf, next_leaf }
            if open.id_untracked() == conversation =>
        {
            open.loaded.restore(&messages);
            // The visitor stays with another answer or version that they have asked for meanwhile.
            let has_moved = open.leaf() != next_leaf || open.is_running_untracked();
            open.show(if has_moved { open.leaf() } else { leaf });
            state.saver.save_open(&messages);
        }
        Deleted::Messages { .. } => {}
        Deleted::Conversation { record, messages, was_open } => {
            let changes = Changes::undeletion(&record, messages);
            state.saver.save(&changes);
            // The visitor stays where they have gone meanwhile.
            if was_open && open.messages.with_untracked(Vec::is_empty) {
                switching::replace(state, record, changes.messages);
            }
        }
    }
}
