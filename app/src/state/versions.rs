//! Versions of messages: edited questions, other answers.

use super::{message::Message, page_state::State};

/// Shows the version of a message that is `by` places further on, with what follows it.
pub(crate) fn switch(state: State, message: Message, by: isize) {
    let open = state.conversation;
    if let Some(sibling) = open.loaded.sibling(message.id, by) {
        open.show(Some(open.loaded.leaf_below(sibling)));
        state.saver.save_open(&[]);
    }
}
