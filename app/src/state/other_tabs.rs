//! What other tabs change.

use super::{open_conversation::Conversation, opening::PAGE, other_writers, page_state::State, settings};
use browser::{store, tabs};
use conversation::{id::Id, record::ConversationRecord};
use leptos::{prelude::*, task::spawn_local};

/// Takes over what other tabs change in the open conversation, in the list and in the settings, as long as the page lives.
pub(crate) fn follow(state: State) {
    let open = state.conversation;
    tabs::on_change(move |changed, is_list_changed| {
        if is_list_changed {
            state.saver.list_changed();
        }
        let is_shown = open.id_untracked() == changed && !open.messages.with_untracked(Vec::is_empty);
        if is_shown || untrack(|| open.running.in_conversation(changed)).is_some() {
            spawn_local(catch_up(state, changed));
        }
    });
    other_writers::follow(state);
    settings::follow(state.settings);
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
    // One that is gone comes back if the visitor goes on with it here.
    let Some(record) = tail.conversation else { return };
    adopt(open, record);
    for record in &tail.messages {
        if let Some(message) = open.loaded.get(record.id).filter(|message| !open.running.has(message.id)) {
            message.take_over(record);
        }
    }
    open.loaded.add_records(tail.messages, open.running);
    // Messages that the other tab added below the leaf are shown; other paths stay versions.
    let leaf = open.loaded.leaf_near(open.leaf());
    let is_running = open.is_running_untracked();
    open.show(leaf.map(|leaf| if is_running { leaf } else { open.loaded.leaf_below(leaf) }));
}

/// Takes over what another tab has changed of the conversation itself.
fn adopt(open: Conversation, theirs: ConversationRecord) {
    let is_same = |ours: &ConversationRecord| {
        (&ours.title, ours.is_pinned, &ours.options) == (&theirs.title, theirs.is_pinned, &theirs.options)
    };
    open.stored.set_value(Some(theirs.clone()));
    if !open.record.with_untracked(is_same) {
        open.record.update(|ours| {
            ours.title = theirs.title;
            ours.is_pinned = theirs.is_pinned;
            ours.options = theirs.options;
        });
    }
}
