//! Deleting, and undoing it.

use super::{message::Message, notices::Deleted, page_state::State, switching};
use browser::store::{self, StoreError};
use conversation::{
    id::Id,
    record::{ConversationRecord, MessageRecord, Records},
    tree::Removed,
};
use leptos::{prelude::*, task::spawn_local};

/// Deletes a message of the open conversation. What follows an only version stays; one of several goes with what
/// follows it.
pub(crate) fn delete_message(state: State, message: Message) {
    let open = state.conversation;
    let leaf = open.record.with_untracked(|record| record.leaf);
    let sibling = open.loaded.sibling(message.id, -1).or_else(|| open.loaded.sibling(message.id, 1));
    let parent = open.loaded.parent(message.id);
    let removed = remove(state, message.id);
    let shown_next = leaf
        .filter(|&leaf| open.loaded.contains(leaf))
        .or_else(|| Some(open.loaded.leaf_below(sibling.or(parent)?)))
        .or_else(|| open.loaded.newest());
    open.show(shown_next);
    state.saver.save_open(&open.loaded.get_all(removed.moved.iter().map(|node| node.id)));
    let conversation = open.id_untracked();
    state.notices.deleted.set(Some(Deleted::Message { conversation, removed, leaf }));
}

/// Removes a message of the open conversation, from the tree and from the store.
pub(crate) fn remove(state: State, id: Id) -> Removed {
    let open = state.conversation;
    let removed = open.loaded.remove(id);
    let keys = removed.gone.iter().map(|node| (node.at, node.id)).collect();
    state.saver.remove_messages(open.id_untracked(), keys);
    removed
}

/// Deletes a conversation with its messages. An answer that is being written in it is cancelled.
pub(crate) fn delete_conversation(state: State, record: ConversationRecord) {
    state.conversation.running.cancel(record.id);
    spawn_local(async move {
        match take_from_store(record.id).await {
            Ok(messages) => {
                if state.conversation.id_untracked() == record.id {
                    switching::start_new(state);
                }
                state.notices.deleted.set(Some(Deleted::Conversation(record, messages)));
            }
            Err(error) => state.saver.report(error),
        }
        state.saver.list_changed();
    });
}

async fn take_from_store(id: Id) -> Result<Vec<MessageRecord>, StoreError> {
    let messages = store::tail(id, None, u32::MAX).await?.messages;
    store::remove_conversation(id).await?;
    Ok(messages)
}

/// Undoes the last deletion.
pub(crate) fn undo(state: State) {
    let Some(deleted) = state.notices.deleted.get_untracked() else { return };
    state.notices.deleted.set(None);
    match deleted {
        Deleted::Message { conversation, removed, leaf } => {
            if state.conversation.id_untracked() == conversation {
                restore_messages(state, &removed, leaf);
            }
        }
        Deleted::Conversation(record, messages) => {
            state.saver.save(Records { conversations: vec![record.clone()], messages: messages.clone() });
            switching::replace(state, record, messages);
        }
    }
}

fn restore_messages(state: State, removed: &Removed, leaf: Option<Id>) {
    let open = state.conversation;
    open.loaded.restore(removed);
    if leaf.is_some() {
        open.show(leaf);
    }
    let changed = removed.gone.iter().chain(&removed.moved).map(|node| node.id);
    state.saver.save_open(&open.loaded.get_all(changed));
}
