//! The store, as `store.js` keeps it.

use conversation::{
    change::Changes,
    id::Id,
    record::{ConversationRecord, MessageRecord, Records},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(crate) struct Store {
    conversation: Option<Value>,
    pub(crate) messages: BTreeMap<Id, MessageRecord>,
}

impl Store {
    /// False, and nothing is stored, if the conversation is not there and the change is not all of it.
    pub(crate) fn put(&mut self, changes: &Changes) -> bool {
        let change = json!(changes.conversations[0]);
        let before = self.conversation.take();
        if before.is_none() && change.get("created").is_none() {
            return false;
        }
        let mut messages = changes.messages.clone();
        let keeps = changes.is_undeletion && before.is_some();
        if keeps {
            messages.retain(|message| !self.messages.contains_key(&message.id));
        }
        let stored = self.conversation.insert(before.unwrap_or_else(|| json!({})));
        for (field, value) in change.as_object().into_iter().flatten().filter(|_| !keeps) {
            match (value, &mut stored[field]) {
                (Value::Object(new), Value::Object(old)) => old.extend(new.clone()),
                (value, old) => *old = value.clone(),
            }
        }
        self.messages.extend(messages.into_iter().map(|message| (message.id, message)));
        true
    }

    pub(crate) fn read(&self) -> Option<(ConversationRecord, Vec<MessageRecord>)> {
        let json = json!({"conversations": [self.conversation.as_ref()?], "messages": self.messages.values().collect::<Vec<_>>()});
        let records = Records::read(&json.to_string());
        Some((records.conversations[0].clone(), records.messages))
    }

    /// Removes everything; returns it.
    pub(crate) fn delete(&mut self) -> Option<(ConversationRecord, Vec<MessageRecord>)> {
        let deleted = self.read();
        *self = Self::default();
        deleted
    }

    /// The messages that are not deleted.
    pub(crate) fn ids(&self) -> BTreeSet<Id> {
        let messages = self.messages.values().filter(|message| !message.is_deleted);
        messages.map(|message| message.id).collect()
    }
}
