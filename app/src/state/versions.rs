//! Versions of messages: edited questions, other answers.

use super::{message::Message, page_state::State};
use conversation::id::Id;

/// Shows the version of a message that is `by` places further on, with what follows it. Returns which it is.
pub(crate) fn switch(state: State, message: Message, by: isize) -> Option<Id> {
    let open = state.conversation;
    let sibling = open.loaded.sibling(message.id, by)?;
    open.show(Some(open.loaded.leaf_below(sibling)));
    state.saver.save_open(&[]);
    Some(sibling)
}
