//! What version 1 of the page stored: one conversation, and the one before it.

use crate::record::MessageRecord;
use wire::tolerant::{self, list, text};

/// What version 1 of the page stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Version1 {
    /// The messages of each conversation that is not empty, without a place: see [`crate::import::chain`]. The one
    /// that was open comes last.
    pub conversations: Vec<Vec<MessageRecord>>,
    /// The half-typed message.
    pub draft: String,
}

impl Version1 {
    /// Reads its JSON; `None` if it is not JSON.
    pub fn read(json: &str) -> Option<Self> {
        let stored = tolerant::parse(json)?;
        // Messages of version 1 had the fields of today without those of their place.
        let mut conversations = vec![
            list(&stored, "previous", MessageRecord::read_words),
            list(&stored, "entries", MessageRecord::read_words),
        ];
        conversations.retain(|messages| !messages.is_empty());
        Some(Self { conversations, draft: text(&stored, "draft") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_conversations_and_the_draft_are_read() {
        let json = r#"{"previous":[{"role":"user","text":"a"}],"entries":[{"role":"user","text":"b"},
            {"role":"assistant","text":"c","ending":"Complete"},{"role":"user"}],"draft":"d"}"#;
        let stored = Version1::read(json).unwrap();
        let texts: Vec<Vec<&str>> = stored
            .conversations
            .iter()
            .map(|messages| messages.iter().map(|message| message.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [vec!["a"], vec!["b", "c"]]);
        assert_eq!(stored.draft, "d");
    }

    #[test]
    fn nonsense_is_no_conversation() {
        assert_eq!(Version1::read("{"), None);
        for nonsense in ["7", "[]", "null", r#"{"entries":7,"draft":[]}"#, r#"{"entries":[7,null,{}]}"#] {
            assert_eq!(Version1::read(nonsense), Some(Version1::default()), "{nonsense}");
        }
    }
}
