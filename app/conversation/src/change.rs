//! What changed of a conversation's record. Each tab has a copy of the record and stores only what it changed, so that it
//! does not undo what another tab has changed meanwhile.

use crate::{
    id::Id,
    record::{ConversationRecord, MessageRecord, Records},
};
use serde::Serialize;

/// What is to be stored at once.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Of conversations.
    pub conversations: Vec<ConversationChange>,
    /// Messages, each as a whole.
    pub messages: Vec<MessageRecord>,
    /// What another tab has stored of it since it was deleted stays as it is.
    #[serde(rename = "undeletion")]
    pub is_undeletion: bool,
}

impl Changes {
    /// All of a conversation that was deleted, to bring it back.
    pub fn undeletion(record: &ConversationRecord, messages: Vec<MessageRecord>) -> Self {
        Self { conversations: vec![ConversationChange::whole(record)], messages, is_undeletion: true }
    }

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
        Self { conversations, messages: records.messages, ..Self::default() }
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
    #[serde(skip_serializing_if = "OptionsChange::is_empty")]
    options: OptionsChange,
}

/// Those of the [`Options`](crate::record::Options) that are to be stored: `Some(None)` if the choice is the site's again.
#[allow(clippy::option_option)] // As serde tells a field that is `null` from one that is not there.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct OptionsChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<Option<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<Option<u32>>,
}

impl OptionsChange {
    fn is_empty(&self) -> bool {
        self.model.is_none()
            && self.system.is_none()
            && self.temperature.is_none()
            && self.max_tokens.is_none()
    }
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
            options: OptionsChange {
                model: Some(record.options.model.clone()),
                system: Some(record.options.system.clone()),
                temperature: Some(record.options.temperature),
                max_tokens: Some(record.options.max_tokens),
            },
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
            options: OptionsChange {
                model: whole.options.model.filter(|model| *model != stored.options.model),
                system: whole.options.system.filter(|system| *system != stored.options.system),
                temperature: whole.options.temperature.filter(|chosen| *chosen != stored.options.temperature),
                max_tokens: whole.options.max_tokens.filter(|chosen| *chosen != stored.options.max_tokens),
            },
            ..whole
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Options;
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
    fn of_the_options_only_those_that_this_tab_changed_are_stored() {
        let system = Options { system: Some("Be brief.".to_owned()), ..Options::default() };
        let stored = ConversationRecord::new(7, 1.0, system);
        let mut record = stored.clone();
        record.options = Options { model: Some("m".to_owned()), ..Options::default() };
        let change = ConversationChange::since(&stored, &record);
        let expected = json!({"id": 7, "touched": 1, "options": {"model": "m", "system": null}});
        assert_eq!(json!(change), expected);
    }

    #[test]
    fn a_whole_record_is_stored_as_it_is_read() {
        let stored = ConversationRecord::new(7, 1.0, Options::default());
        let whole = ConversationChange::whole(&stored);
        assert_eq!(ConversationRecord::read(&json!(whole)), Some(stored));
    }
}
