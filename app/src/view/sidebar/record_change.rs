//! Changes a conversation from the list.

use crate::state::State;
use conversation::{
    change::{Changes, ConversationChange},
    record::ConversationRecord,
};
use leptos::prelude::*;

/// Changes a record here, in the store, and in the open conversation if it is that one.
pub(super) fn change_record(
    state: State,
    record: StoredValue<ConversationRecord>,
    change: impl Fn(&mut ConversationRecord),
) {
    let before = record.get_value();
    record.update_value(&change);
    let after = record.get_value();
    let open = state.conversation;
    if open.id_untracked() == after.id {
        open.record.update(&change);
        open.stored.update_value(|stored| {
            if let Some(stored) = stored {
                change(stored);
            }
        });
    }
    let conversations = vec![ConversationChange::since(&before, &after)];
    state.saver.save(&Changes { conversations, ..Changes::default() });
}
