//! Saves conversations in the browser's store.

use super::{
    last_open, message::Message, open_conversation::Conversation, running_answers::RunningAnswer, unsaved,
};
use browser::{
    store::{self, StoreError},
    time,
};
use conversation::{id::Id, record::Records};
use leptos::{prelude::*, task::spawn_local};

/// Saves conversations; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    open: Conversation,
    store_error: RwSignal<Option<StoreError>>,
    /// Counts changes of saved conversations, so that their list is read again.
    pub(crate) list_changes: RwSignal<u32>,
}

impl Saver {
    /// Saves the open conversation, and others; `store_error` says why something could not be saved.
    pub(crate) fn new(open: Conversation, store_error: RwSignal<Option<StoreError>>) -> Self {
        Self { open, store_error, list_changes: RwSignal::new(0) }
    }

    /// Saves the open conversation's record and some of its messages.
    pub(crate) fn save_open(self, messages: &[Message]) {
        self.open.record.update_untracked(|record| record.touched = time::now());
        let record = self.open.record.get_untracked();
        last_open::remember(Some(record.id));
        let messages = if self.open.is_gone.get_value() {
            // It comes back whole.
            self.open.is_gone.set_value(false);
            self.open.records_of(&self.open.loaded.all())
        } else {
            self.open.records_of(messages)
        };
        self.save(Records { conversations: vec![record], messages });
    }

    /// Saves an answer that is being written, whichever conversation is open, unless its conversation was deleted.
    pub(crate) fn save_answer(self, answer: RunningAnswer) {
        if !self.open.running.has(answer.message.id) {
            return;
        }
        let message = answer.message.to_record(answer.conversation, answer.parent);
        self.save(Records { conversations: Vec::new(), messages: vec![message] });
    }

    /// An answer has ended: saves it.
    pub(crate) fn finish_answer(self, answer: RunningAnswer) {
        unsaved::remove(answer.message.id);
        self.save_answer(answer);
        self.open.running.remove(answer.message.id);
        if !self.open.loaded.holds(answer.message.id) {
            answer.message.dispose();
        }
    }

    /// Saves records.
    pub(crate) fn save(self, records: Records) {
        spawn_local(async move {
            let error = store::put(&records).await.err();
            if !records.conversations.is_empty() {
                self.list_changed();
            }
            if self.store_error.get_untracked() != error {
                self.store_error.set(error);
            }
        });
    }

    /// Removes messages of a conversation from the store, by their times and ids.
    pub(crate) fn remove_messages(self, conversation: Id, keys: Vec<(f64, Id)>) {
        spawn_local(async move {
            if let Err(error) = store::remove_messages(conversation, &keys).await {
                self.report(error);
            }
        });
    }

    /// Tells the visitor that something could not be saved or read.
    pub(crate) fn report(self, error: StoreError) {
        self.store_error.set(Some(error));
    }

    /// The list of saved conversations has changed.
    pub(crate) fn list_changed(self) {
        self.list_changes.update(|changes| *changes += 1);
    }
}
