//! Conversations as files: JSON for machines, which the page can import again, and Markdown for people.

use crate::record::{ConversationRecord, MessageRecord, Records};
use serde::Serialize;
use wire::{
    Role,
    tolerant::{self, number},
};

/// The `format` of a file, and the name of one without a title.
const FORMAT: &str = "everchat";
/// The `version` of a file. It is raised when older pages would misread the file.
const VERSION: u64 = 1;

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

/// Conversations and their messages as the JSON of a file.
pub fn export(conversations: &[ConversationRecord], messages: &[MessageRecord]) -> String {
    #[derive(Serialize)]
    struct File<'a> {
        format: &'static str,
        version: u64,
        conversations: &'a [ConversationRecord],
        messages: &'a [MessageRecord],
    }
    let file = File { format: FORMAT, version: VERSION, conversations, messages };
    serde_json::to_string_pretty(&file).unwrap_or_default()
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

/// The messages as Markdown with a heading for each: `you` above a question, `assistant` above an answer.
pub fn to_markdown(title: &str, messages: &[MessageRecord], you: &str, assistant: &str) -> String {
    let messages = messages.iter().map(|message| {
        let speaker = if message.role == Role::User { you } else { assistant };
        format!("\n## {speaker}\n\n{}\n", message.text.trim_end())
    });
    format!("# {title}\n{}", messages.collect::<String>())
}

/// A file's name without its extension, of the first 8 words of a title. It has only letters, digits and `-`,
/// which every system accepts.
pub fn file_name(title: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-';
    let name: String = title.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = name.split_whitespace().take(8).collect();
    if words.is_empty() { FORMAT.to_owned() } else { words.join("-") }
}

/// The messages on the path that is shown, without other versions. `messages` are all of the conversation, oldest
/// first.
pub fn path(conversation: &ConversationRecord, messages: Vec<MessageRecord>) -> Vec<MessageRecord> {
    let mut next = conversation.leaf.or_else(|| messages.last().map(|message| message.id));
    let mut path = Vec::new();
    for message in messages.into_iter().rev() {
        if Some(message.id) == next {
            next = message.parent;
            path.push(message);
        }
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (ConversationRecord, MessageRecord) {
        let conversation =
            ConversationRecord { id: 1, title: "T".to_owned(), ..ConversationRecord::default() };
        let message =
            MessageRecord { id: 2, conversation: 1, at: 3.0, ..MessageRecord::new(Role::User, "你好\n") };
        (conversation, message)
    }

    #[test]
    fn what_is_exported_can_be_imported_again() {
        let (conversation, message) = sample();
        let import = import(&export(std::slice::from_ref(&conversation), std::slice::from_ref(&message)));
        let expected = Import { conversations: vec![conversation], messages: vec![message], unreadable: 0 };
        assert_eq!(import, Ok(expected));
    }

    #[test]
    fn a_file_that_cannot_be_imported_says_why() {
        let (conversation, message) = sample();
        let text = export(&[conversation], &[message]);
        assert_eq!(import(&text[..text.len() / 2]), Err(ImportError::NotJson));
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

    #[test]
    fn markdown_has_the_words_and_a_file_name_no_unusual_characters() {
        let (_, message) = sample();
        assert_eq!(to_markdown("T", &[message], "You", "It"), "# T\n\n## You\n\n你好\n");
        assert_eq!(file_name("a/b: c? 你好…"), "a-b-c-你好");
        assert_eq!(file_name("…"), "everchat");
    }

    #[test]
    fn the_path_that_is_shown_has_no_other_versions() {
        let message = |id, parent| MessageRecord { id, parent, ..MessageRecord::new(Role::User, "") };
        let messages = vec![message(1, None), message(2, Some(1)), message(3, Some(1)), message(4, Some(2))];
        let ids = |leaf: Option<u64>| {
            let conversation = ConversationRecord { leaf, ..ConversationRecord::default() };
            path(&conversation, messages.clone()).iter().map(|message| message.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(Some(4)), [1, 2, 4]);
        assert_eq!(ids(Some(3)), [1, 3]);
        assert_eq!(ids(None), [1, 2, 4], "the newest");
    }
}
