//! Reads a file of conversations.

use super::format::{FORMAT, VERSION};
use crate::record::{ConversationRecord, MessageRecord, Records};
use wire::tolerant::{self, number};

/// The content of an imported file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Conversations.
    pub conversations: Vec<ConversationRecord>,
    /// Messages of these conversations.
    pub messages: Vec<MessageRecord>,
    /// The number of entries that could not be read.
    pub unreadable: usize,
}

/// Why a file cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is not JSON; perhaps it was cut off.
    NotJson,
    /// It is JSON of another program.
    NotEverchat,
    /// It was written by a newer version of the page.
    NewerVersion,
}

/// Reads the JSON of a file. Entries that cannot be read are counted, the others are imported.
///
/// # Errors
/// If the text is not such a file.
pub fn import(text: &str) -> Result<Import, ImportError> {
    let file = tolerant::parse(text).ok_or(ImportError::NotJson)?;
    if file["format"] != FORMAT {
        return Err(ImportError::NotEverchat);
    }
    if number::<u64>(&file, "version").is_none_or(|version| version > VERSION) {
        return Err(ImportError::NewerVersion);
    }
    let entries = |name: &str| file[name].as_array().map_or(0, Vec::len);
    let entries = entries("conversations") + entries("messages");
    let Records { mut conversations, mut messages } = Records::from_value(&file);
    for conversation in conversations.iter_mut().filter(|conversation| conversation.touched == 0.0) {
        conversation.touched = conversation.created;
    }
    messages.retain(|message| conversations.iter().any(|c| c.id == message.conversation));
    let unreadable = entries - conversations.len() - messages.len();
    Ok(Import { conversations, messages, unreadable })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_imported_says_why() {
        assert_eq!(import(r#"{"format":"everchat","conv"#), Err(ImportError::NotJson));
        assert_eq!(import("[1]"), Err(ImportError::NotEverchat));
        assert_eq!(import(r#"{"format":"everchat","version":2}"#), Err(ImportError::NewerVersion));
    }

    #[test]
    fn entries_that_cannot_be_read_are_counted_and_the_others_imported() {
        let text = r#"{"format":"everchat","version":1,"conversations":[{"id":1},{"title":"x"}],
            "messages":[{"id":2,"conversation":1,"at":1,"role":"user","text":"a"},{"id":3,"conversation":9,"at":1,"role":"user","text":"b"},7]}"#;
        let contents = import(text).unwrap();
        assert_eq!((contents.conversations.len(), contents.messages.len(), contents.unreadable), (1, 1, 3));
    }

    #[test]
    fn a_conversation_without_the_time_of_its_last_change_has_that_of_its_beginning() {
        let text = r#"{"format":"everchat","version":1.0,"conversations":[{"id":1,"created":5}]}"#;
        assert_eq!(import(text).map(|import| import.conversations[0].touched), Ok(5.0));
    }
}
