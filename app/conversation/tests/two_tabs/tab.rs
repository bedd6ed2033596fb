//! A tab: what it knows of the conversation.

use crate::store::Store;
use conversation::{
    change::{Changes, ConversationChange},
    id::Id,
    record::{ConversationRecord, MessageRecord},
    tree::Tree,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use wire::Role;

pub(crate) const CONVERSATION: Id = 1;

#[derive(Default)]
pub(crate) struct Tab {
    /// The conversation is the open one.
    pub(crate) is_open: bool,
    pub(crate) record: ConversationRecord,
    stored: Option<ConversationRecord>,
    pub(crate) tree: Tree,
    messages: BTreeMap<Id, MessageRecord>,
    /// Messages whose deletion can be undone.
    pub(crate) deleted_messages: Vec<Id>,
    /// The whole conversation, if its deletion can be undone, and whether it was open.
    deleted: Option<(ConversationRecord, Vec<MessageRecord>, bool)>,
}

impl Tab {
    pub(crate) fn new(record: ConversationRecord) -> Self {
        Self { is_open: true, record, ..Self::default() }
    }

    /// Takes over what is in the store, or opens it.
    pub(crate) fn read(&mut self, store: &Store) {
        let Some((record, messages)) = store.read() else { return };
        self.stored = Some(record.clone());
        if !self.is_open {
            self.is_open = true;
            self.deleted = None;
        }
        self.take_over(record, messages);
    }

    fn take_over(&mut self, record: ConversationRecord, messages: Vec<MessageRecord>) {
        self.tree.insert(messages.iter().map(MessageRecord::node));
        for message in messages.into_iter().filter(|message| !message.is_deleted) {
            self.messages.insert(message.id, message);
        }
        let leaf = self.tree.leaf_near(self.record.leaf.or(record.leaf));
        self.record = ConversationRecord { leaf: leaf.map(|leaf| self.tree.leaf_below(leaf)), ..record };
    }

    pub(crate) fn save(&mut self, store: &mut Store, ids: &[Id]) {
        let is_done = self.stored.as_ref().is_some_and(|stored| {
            let conversations = vec![ConversationChange::since(stored, &self.record)];
            let messages = ids.iter().map(|&id| self.message(id)).collect();
            store.put(&Changes { conversations, messages, ..Changes::default() })
        });
        if !is_done {
            let conversations = vec![ConversationChange::whole(&self.record)];
            let messages = self.tree.stored().iter().map(|node| self.message(node.id)).collect();
            let all = Changes { conversations, messages, ..Changes::default() };
            assert!(store.put(&all), "all of a conversation is stored");
        }
        self.stored = Some(self.record.clone());
    }

    /// As it is to be stored.
    fn message(&self, id: Id) -> MessageRecord {
        let node = self.tree.stored().iter().find(|node| node.id == id).expect("it is in the tree");
        let message = self.messages.get(&id).filter(|_| !node.is_deleted);
        message.cloned().unwrap_or_else(|| MessageRecord::deleted(CONVERSATION, node))
    }

    pub(crate) fn add(&mut self, store: &mut Store, id: Id, parent: Option<Id>) {
        let newest = self.tree.ends().map_or(0.0, |(_, newest)| newest.at);
        let message = MessageRecord {
            id,
            conversation: CONVERSATION,
            parent,
            at: newest + 1.0,
            ..MessageRecord::new(Role::User, format!("words of {id}"))
        };
        self.tree.insert([message.node()]);
        self.messages.insert(id, message);
        self.record.leaf = Some(id);
        self.save(store, &[id]);
    }

    /// One of the messages that can be seen.
    pub(crate) fn pick(&self, index: prop::sample::Index) -> Option<Id> {
        let ids = self.tree.ids();
        (!ids.is_empty()).then(|| *index.get(&ids))
    }

    pub(crate) fn delete_message(&mut self, store: &mut Store, id: Id) {
        let ids = self.tree.delete(id);
        self.record.leaf = self.tree.leaf_near(self.record.leaf);
        self.save(store, &ids);
        (self.deleted_messages, self.deleted) = (ids, None);
    }

    pub(crate) fn undo_deletion_of_messages(&mut self, store: &mut Store) {
        let ids = std::mem::take(&mut self.deleted_messages);
        self.tree.restore(&ids);
        self.save(store, &ids);
    }

    /// Deletes the conversation from the list, whether it is open or not.
    pub(crate) fn delete(&mut self, store: &mut Store) {
        let deleted = store.delete();
        let was_open = std::mem::take(self).is_open;
        self.deleted = deleted.map(|(record, messages)| (record, messages, was_open));
    }

    /// Brings the conversation back. Returns what there was of it, if there was anything to undo.
    pub(crate) fn undo_deletion(
        &mut self,
        store: &mut Store,
    ) -> Option<(ConversationRecord, Vec<MessageRecord>)> {
        let (record, messages, was_open) = self.deleted.take()?;
        assert!(store.put(&Changes::undeletion(&record, messages.clone())), "it comes back");
        if was_open {
            self.is_open = true;
            self.stored = Some(record.clone());
            self.take_over(record.clone(), messages.clone());
        }
        Some((record, messages))
    }
}
