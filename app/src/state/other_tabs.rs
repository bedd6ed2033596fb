//! What other tabs change.

use super::{message::Message, open_conversation::Conversation, opening::PAGE, page_state::State};
use browser::store;
use conversation::{
    answer::AnswerState,
    id::Id,
    record::{ConversationRecord, MessageRecord},
};
use leptos::{prelude::*, task::spawn_local};

/// Takes over what other tabs change in the open conversation and in the list, as long as the page lives.
pub(crate) fn follow(state: State) {
    store::on_change(move |changed, is_list_changed| {
        if is_list_changed {
            state.saver.list_changed();
        }
        let open = state.conversation;
        let is_shown = open.id_untracked() == changed && !open.messages.with_untracked(Vec::is_empty);
        if is_shown || untrack(|| open.running.in_conversation(changed)).is_some() {
            spawn_local(catch_up(state, changed));
        }
    });
}

/// Takes over what is new in a conversation, if it is open. An answer that is being written in one that is gone is
/// cancelled.
async fn catch_up(state: State, id: Id) {
    let open = state.conversation;
    let Ok(tail) = store::tail(id, None, PAGE).await else { return };
    if tail.conversation.is_none() {
        open.running.cancel(id);
    }
    if open.id_untracked() != id {
        return;
    }
    open.is_gone.set_value(tail.conversation.is_none());
    let Some(record) = tail.conversation else { return };
    adopt(open, record);
    for message in open.messages.get_untracked() {
        if !open.running.has(message.id) {
            grow(message, &tail.messages);
        }
    }
    open.loaded.add_records(tail.messages, open.running);
    let leaf = open.record.with_untracked(|record| record.leaf);
    // Messages that the other tab added below the leaf are shown; other paths stay versions.
    if let Some(leaf) = leaf.filter(|_| !open.is_running_untracked()) {
        open.show(Some(open.loaded.leaf_below(leaf)));
    }
}

/// Takes over what another tab has changed of the conversation itself: this one's next saving must not undo it.
fn adopt(open: Conversation, theirs: ConversationRecord) {
    let is_same = |ours: &ConversationRecord| {
        (&ours.title, ours.is_pinned, &ours.options) == (&theirs.title, theirs.is_pinned, &theirs.options)
    };
    if !open.record.with_untracked(is_same) {
        open.record.update(|ours| {
            ours.title = theirs.title;
            ours.is_pinned = theirs.is_pinned;
            ours.options = theirs.options;
        });
    }
}

/// An answer that another tab is writing grows here too.
fn grow(message: Message, records: &[MessageRecord]) {
    let Some(record) = records.iter().find(|record| record.id == message.id) else { return };
    if message.text.with_untracked(|text| text.len() < record.text.len()) {
        message.text.set(record.text.clone());
        message.state.set(AnswerState::Ended(record.ending.clone()));
        message.receipt.set(record.receipt.clone());
    }
}
