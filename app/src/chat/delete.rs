//! Deleting, and taking it back.

use super::{Chat, Deleted, Entry, Id, Removed};
use crate::{record::ConversationRecord, store};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

impl Chat {
    /// Takes a message out; it can be taken back.
    pub(crate) fn delete(self, entry: Entry) {
        let leaf = self.conversation.with_untracked(|conversation| conversation.leaf);
        let sibling =
            self.tree.with_value(|tree| tree.sibling(entry.id, -1).or_else(|| tree.sibling(entry.id, 1)));
        let parent = self.parent(entry.id);
        let removed = self.take_out(entry.id);
        let read_next = self.tree.with_value(|tree| {
            let still_there = leaf.filter(|&leaf| tree.get(leaf).is_some());
            still_there.or_else(|| Some(tree.leaf_below(sibling.or(parent)?))).or_else(|| tree.newest())
        });
        self.show_or_nothing(read_next);
        self.keep_moved(&removed);
        let conversation = self.conversation.with_untracked(|conversation| conversation.id);
        self.deleted.set(Some(Deleted::Message { conversation, removed, leaf }));
    }

    pub(super) fn show_or_nothing(self, leaf: Option<Id>) {
        if let Some(leaf) = leaf {
            return self.show(leaf);
        }
        self.conversation.update(|conversation| conversation.leaf = None);
        self.has_earlier.set(false);
        self.entries.set(Vec::new());
    }

    /// Puts back what was deleted last.
    pub(crate) fn take_back(self) {
        let Some(deleted) = self.deleted.get_untracked() else { return };
        self.deleted.set(None);
        let (conversation, removed, leaf) = match deleted {
            Deleted::Message { conversation, removed, leaf } => (conversation, removed, leaf),
            Deleted::Conversation(conversation, messages) => {
                self.put(vec![conversation.clone()], messages.clone());
                return self.replace(conversation, messages);
            }
        };
        if self.conversation.with_untracked(|open| open.id) != conversation {
            return;
        }
        self.tree.update_value(|tree| tree.restore(&removed));
        if let Some(leaf) = leaf {
            self.show(leaf);
        }
        let nodes = removed.gone.iter().chain(&removed.moved).map(|node| node.id);
        self.keep(&self.known_entries(nodes));
    }

    /// Takes a conversation out, with all its messages; it can be taken back.
    pub(crate) fn delete_conversation(self, conversation: ConversationRecord) {
        spawn_local(async move {
            let id = conversation.id;
            let result = async {
                let messages = store::tail(id, None, u32::MAX).await?.messages;
                store::remove_conversation(id).await?;
                Ok(messages)
            };
            match result.await {
                Ok(messages) => {
                    if self.conversation.with_untracked(|open| open.id == id) {
                        self.new_chat();
                    }
                    self.deleted.set(Some(Deleted::Conversation(conversation, messages)));
                }
                Err(error) => self.trouble.set(Some(error)),
            }
            self.kept.update(|kept| *kept += 1);
        });
    }

    pub(super) fn known_entries(self, ids: impl Iterator<Item = Id>) -> Vec<Entry> {
        self.known.with_value(|known| ids.filter_map(|id| known.get(&id).copied()).collect())
    }

    pub(super) fn take_out(self, id: Id) -> Removed {
        let removed = self.tree.try_update_value(|tree| tree.remove(id)).unwrap_or_default();
        let conversation = self.conversation.with_untracked(|conversation| conversation.id);
        let keys: Vec<(f64, Id)> = removed.gone.iter().map(|node| (node.at, node.id)).collect();
        spawn_local(async move {
            if let Err(error) = store::remove_messages(conversation, &keys).await {
                self.trouble.set(Some(error));
            }
        });
        removed
    }

    fn keep_moved(self, removed: &Removed) {
        self.keep(&self.known_entries(removed.moved.iter().map(|node| node.id)));
    }
}
