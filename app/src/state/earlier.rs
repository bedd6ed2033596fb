//! Earlier messages of the open conversation.

use super::{opening::PAGE, page_state::State};
use browser::store;
use leptos::prelude::*;

/// Loads earlier messages until the path that is shown has grown. False if there are none, if they cannot be read, or
/// if another conversation was opened meanwhile.
pub(crate) async fn load_earlier(state: State) -> bool {
    let open = state.conversation;
    let id = open.id_untracked();
    let shown = open.messages.with_untracked(Vec::len);
    while open.has_earlier.get_untracked() {
        let earlier = match store::tail(id, open.loaded.oldest(), PAGE).await {
            Ok(tail) => tail.messages,
            Err(error) => {
                state.saver.report(error);
                break;
            }
        };
        if open.id_untracked() != id {
            return false;
        }
        if earlier.is_empty() {
            open.has_earlier.set(false);
            break;
        }
        open.loaded.add_records(earlier, open.running);
        if let Some(leaf) = open.leaf() {
            open.show(Some(leaf));
        }
        if open.messages.with_untracked(Vec::len) > shown {
            return true;
        }
    }
    false
}
