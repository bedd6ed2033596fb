//! Changes a conversation from the list.

use crate::state::State;
use conversation::record::{ConversationRecord, Records};
use leptos::prelude::*;

/// Changes a record here, in the store, and in the open conversation if it is that one.
pub(super) fn change_record(
    state: State,
    record: StoredValue<ConversationRecord>,
    change: impl Fn(&mut ConversationRecord),
) {
    let changed = record.try_update_value(|record| {
        change(record);
        record.clone()
    });
    let Some(changed) = changed else { return };
    let open = state.conversation.record;
    if open.with_untracked(|open| open.id == changed.id) {
        open.update(change);
    }
    state.saver.save(Records { conversations: vec![changed], messages: Vec::new() });
}
