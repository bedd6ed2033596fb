//! Saves conversations in the browser's store.

use super::{last_open, open_conversation::Conversation, running_answers::RunningAnswer, unsaved};
use browser::{
    store::{self, StoreError},
    time,
};
use conversation::{change::Changes, id::Id};
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

    /// Saves what changed of the open conversation's record, and some of its messages.
    pub(crate) fn save_open(self, messages: &[Id]) {
        let open = self.open;
        open.record.update_untracked(|record| record.touched = time::now());
        let record = open.record.get_untracked();
        let id = record.id;
        last_open::remember(Some(id));
        let changes = open.changes(messages);
        open.stored.set_value(Some(record));
        spawn_local(async move {
            let is_saved = self.put(&changes).await;
            if is_saved == Some(true) || open.id_untracked() != id {
                return;
            }
            // Whatever is in the store, the next saving saves all.
            open.stored.set_value(None);
            if is_saved == Some(false) {
                self.save_open(&[]);
            }
        });
    }

    /// Saves an answer that is being written, whichever conversation is open, unless its conversation was deleted.
    pub(crate) async fn save_answer(self, answer: RunningAnswer) {
        // It may have ended since this was begun; then its end is saved already.
        if self.open.running.has(answer.message.id) {
            self.put_answer(answer).await;
        }
    }

    /// Saves an answer as it is now.
    fn put_answer(self, answer: RunningAnswer) -> impl Future<Output = ()> + use<> {
        let open = self.open;
        let is_unsaved =
            move || open.id_untracked() == answer.conversation && open.stored.with_value(Option::is_none);
        // There was no room for the conversation when it was begun. One that another tab deletes meanwhile stays deleted.
        let was_unsaved = is_unsaved();
        let put = self.put(&answer.changes());
        async move {
            let is_missing = put.await == Some(false);
            if is_missing && was_unsaved && is_unsaved() {
                self.save_open(&[]);
            }
        }
    }

    /// An answer has ended: saves it.
    pub(crate) async fn finish_answer(self, answer: RunningAnswer) {
        unsaved::remove(answer.message.id);
        let is_kept = self.open.running.has(answer.message.id);
        let save = is_kept.then(|| self.put_answer(answer));
        self.open.running.remove(answer.message.id);
        if self.open.loaded.get(answer.message.id).is_none() {
            answer.message.dispose();
        }
        if let Some(save) = save {
            save.await;
        }
    }

    /// Saves changes of any conversation.
    pub(crate) fn save(self, changes: &Changes) {
        let put = self.put(changes);
        spawn_local(async move {
            put.await;
        });
    }

    /// False if nothing was saved because another tab has deleted a conversation; `None` if the store took nothing.
    fn put(self, changes: &Changes) -> impl Future<Output = Option<bool>> + use<> {
        let (json, is_listed) = (changes.to_json(), !changes.conversations.is_empty());
        async move {
            let result = store::put(&json).await;
            if is_listed {
                self.list_changed();
            }
            let error = result.err();
            if self.store_error.get_untracked() != error {
                self.store_error.set(error);
            }
            result.ok()
        }
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
