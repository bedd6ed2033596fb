//! Opening conversations from the store: the end of one first, what is before it when it is wanted.

use super::{open_conversation::Opening, page_state::State, switching};
use browser::store::{self, StoreError, Tail};
use conversation::{id::Id, record::MessageRecord};
use leptos::{prelude::*, task::spawn_local};

/// Messages that are read from the store at a time.
pub(crate) const PAGE: u32 = 100;

/// Opens a conversation at its end, unless it is open.
pub(crate) fn open(state: State, id: Id) {
    if state.conversation.id_untracked() != id {
        open_at(state, id, None);
    }
}

/// Opens a conversation at one of its messages, or at its end.
pub(crate) fn open_at(state: State, id: Id, message: Option<Id>) {
    let opening = state.conversation.begin_opening();
    spawn_local(async move {
        // If it is gone, the list says so.
        read(state, id, message, opening).await;
    });
}

/// Reads a conversation from the store and shows it, at one of its messages or at its end. What the visitor began
/// meanwhile stays. False if the store does not have it.
pub(crate) async fn read(state: State, id: Id, target: Option<Id>, opening: Opening) -> bool {
    let open = state.conversation;
    let tail = read_tail(id, target).await;
    if !open.awaits(opening) {
        return true;
    }
    match tail {
        Ok(Tail { conversation: Some(record), messages }) => {
            switching::replace(state, record, messages);
            if let Some(target) = target.filter(|&target| open.loaded.contains(target)) {
                open.show(Some(open.loaded.leaf_below(target)));
                open.scroll_target.set(Some(target));
            }
        }
        // Deleted in another tab perhaps.
        Ok(_) => {
            open.end_opening();
            return false;
        }
        Err(error) => {
            state.saver.report(error);
            open.end_opening();
        }
    }
    true
}

/// As much of the end of a conversation as has the leaf and the target in it.
async fn read_tail(id: Id, target: Option<Id>) -> Result<Tail, StoreError> {
    let mut tail = store::tail(id, None, PAGE).await?;
    let leaf = tail.conversation.as_ref().and_then(|record| record.leaf);
    let is_missing = |id: &Id, tail: &Tail| tail.messages.iter().all(|message| message.id != *id);
    while [leaf, target].iter().flatten().any(|id| is_missing(id, &tail)) {
        let earlier = read_before(id, &tail.messages).await?;
        if earlier.is_empty() {
            break;
        }
        tail.messages.splice(0..0, earlier);
    }
    Ok(tail)
}

async fn read_before(id: Id, messages: &[MessageRecord]) -> Result<Vec<MessageRecord>, StoreError> {
    let Some(first) = messages.first() else { return Ok(Vec::new()) };
    Ok(store::tail(id, Some((first.at, first.id)), PAGE).await?.messages)
}
