//! What changed of a conversation's record. Each tab has a copy of the record and stores only what it changed, so that it
//! does not undo what another tab has changed meanwhile.

use crate::{
    id::Id,
    record::{ConversationRecord, MessageRecord, Options, Records},
};
use serde::Serialize;

/// What is to be stored at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Of conversations.
    pub conversations: Vec<ConversationChange>,
    /// Messages, each as a whole.
    pub messages: Vec<MessageRecord>,
}

impl Changes {
    /// As JSON, for the store.
    pub fn to_json(&self) -> String {
        // Every change has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// All of these records, whatever is stored.
impl From<Records> for Changes {
    fn from(records: Records) -> Self {
        let conversations = records.conversations.iter().map(ConversationChange::whole).collect();
        Self { conversations, messages: records.messages }
    }
}

/// The fields of a [`ConversationRecord`] that are to be stored, under the names that it has in the store; the others stay as
/// they are there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConversationChange {
    id: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinned: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<u64>,
    touched: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaf: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Options>,
}

impl ConversationChange {
    /// All of a record, whatever is stored.
    pub fn whole(record: &ConversationRecord) -> Self {
        Self {
            id: record.id,
            title: Some(record.title.clone()),
            pinned: Some(record.is_pinned),
            created: Some(record.created as u64),
            touched: record.touched as u64,
            leaf: record.leaf,
            options: Some(record.options.clone()),
        }
    }

    /// What differs from the record as it was read or stored last.
    pub fn since(stored: &ConversationRecord, record: &ConversationRecord) -> Self {
        let whole = Self::whole(record);
        Self {
            title: whole.title.filter(|title| *title != stored.title),
            pinned: whole.pinned.filter(|&pinned| pinned != stored.is_pinned),
            created: None,
            // Without a leaf every message is deleted, and so is the one that is stored as the leaf.
            leaf: whole.leaf.filter(|_| record.leaf != stored.leaf),
            options: whole.options.filter(|options| *options != stored.options),
            ..whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_this_tab_changed_is_stored() {
        let stored = ConversationRecord::new(7, 1.0, Options::default());
        let record = ConversationRecord { touched: 5.0, leaf: Some(3), ..stored.clone() };
        let change = ConversationChange::since(&stored, &record);
        assert_eq!(json!(change), json!({"id": 7, "touched": 5, "leaf": 3}));
        let change = ConversationChange::since(&record, &record);
        assert_eq!(json!(change), json!({"id": 7, "touched": 5}));
    }

    #[test]
    fn a_whole_record_is_stored_as_it_is_read() {
        let stored = ConversationRecord::new(7, 1.0, Options::default());
        let whole = ConversationChange::whole(&stored);
        assert_eq!(ConversationRecord::read(&json!(whole)), Some(stored));
    }
}
