//! From one conversation to another. Answers that are being written go on.

use super::{
    last_open, message::Message, new_conversation::new_conversation, open_conversation::Conversation,
    page_state::State,
};
use conversation::{
    id::Id,
    record::{ConversationRecord, MessageRecord},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Shows a conversation whose records were read.
pub(crate) fn replace(state: State, record: ConversationRecord, messages: Vec<MessageRecord>) {
    let open = state.conversation;
    let old = open.loaded.take_all();
    open.loaded.add_records(messages, open.running);
    show(state, record, old);
}

/// Begins an empty conversation.
pub(crate) fn start_new(state: State) {
    let record = state.settings.with_untracked(new_conversation);
    let old = state.conversation.loaded.take_all();
    show(state, record, old);
}

/// Shows a conversation whose messages are loaded; `old` are those that were shown before.
fn show(state: State, record: ConversationRecord, old: BTreeMap<Id, Message>) {
    let open = state.conversation;
    add_running(open, record.id);
    let leaf = open.loaded.leaf_near(record.leaf);
    let is_empty = open.loaded.is_empty();
    last_open::remember((!is_empty).then_some(record.id));
    open.context_start.set(None);
    open.stored.set_value((!is_empty).then(|| record.clone()));
    if untrack(|| open.is_shared()) {
        open.shared_link.set(None);
    }
    state.notices.deleted.set(None);
    state.notices.is_chat_missing.set(false);
    open.record.set(record);
    open.show(leaf);
    open.end_opening();
    // In the next frame nobody shows them any more.
    request_animation_frame(move || {
        let is_running = |message: &Message| open.running.has(message.id);
        old.into_values().filter(|message| !is_running(message)).for_each(Message::dispose);
    });
}

/// Adds the answers that are being written in a conversation: the store may not have them yet.
fn add_running(open: Conversation, conversation: Id) {
    for answer in untrack(|| open.running.all()) {
        if answer.conversation == conversation {
            open.loaded.add(answer.message, answer.parent);
        }
    }
}
