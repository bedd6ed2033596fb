//! Conversations out of the browser and into it again: JSON for machines, Markdown for people.

use crate::{
    record::{ConversationRecord, MessageRecord},
    store,
};
use wire::{Role, json::Value};

/// What the file says it is.
const FORMAT: &str = "everchat";
/// Raise it when older pages would misread the file.
const VERSION: u64 = 1;

/// What is in a file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Contents {
    pub(super) conversations: Vec<ConversationRecord>,
    pub(super) messages: Vec<MessageRecord>,
    /// Entries that could not be read.
    pub(super) unreadable: usize,
}

/// Why a file cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is no JSON: cut off, perhaps.
    NotJson,
    /// It is JSON of something else.
    NotOurs,
    /// A newer page wrote it.
    Newer,
}

pub(super) fn to_json(conversations: &[ConversationRecord], messages: &[MessageRecord]) -> String {
    let mut members = vec![("format".to_owned(), FORMAT.into()), ("version".to_owned(), VERSION.into())];
    if let Value::Object(contents) = store::to_json(conversations, messages) {
        members.extend(contents);
    }
    Value::Object(members).to_pretty()
}

pub(super) fn read(text: &str) -> Result<Contents, Unusable> {
    let file = Value::read(text).ok_or(Unusable::NotJson)?;
    if file["format"] != FORMAT {
        return Err(Unusable::NotOurs);
    }
    if file["version"].as_u64().is_none_or(|version| version > VERSION) {
        return Err(Unusable::Newer);
    }
    let (conversations, mut messages) = store::from_json(&file);
    messages.retain(|message| conversations.iter().any(|c| c.id == message.conversation));
    let entries = |name: &str| file[name].items().len();
    let all = entries("conversations") + entries("messages");
    let unreadable = all - conversations.len() - messages.len();
    Ok(Contents { conversations, messages, unreadable })
}

/// What was read, as a letter.
pub(super) fn to_markdown(title: &str, messages: &[MessageRecord], you: &str, assistant: &str) -> String {
    let said = messages.iter().map(|message| {
        let who = if message.role == Role::User { you } else { assistant };
        format!("\n## {who}\n\n{}\n", message.text.trim_end())
    });
    format!("# {title}\n{}", said.collect::<String>())
}

/// A name for a file that every system takes.
pub(super) fn file_name(title: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || c == '-';
    let name: String = title.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = name.split_whitespace().take(8).collect();
    if words.is_empty() { FORMAT.to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Ending, Receipt};

    fn sample() -> (ConversationRecord, MessageRecord) {
        let conversation =
            ConversationRecord { id: 1, title: "T".to_owned(), ..ConversationRecord::default() };
        let message = MessageRecord {
            id: 2,
            conversation: 1,
            parent: None,
            at: 3.0,
            role: Role::User,
            text: "你好\n".to_owned(),
            reasoning: String::new(),
            pictures: Vec::new(),
            ending: Ending::Complete,
            receipt: Receipt::default(),
        };
        (conversation, message)
    }

    #[test]
    fn what_goes_out_comes_in_again() {
        let (conversation, message) = sample();
        let contents = read(&to_json(std::slice::from_ref(&conversation), std::slice::from_ref(&message)));
        let expected = Contents { conversations: vec![conversation], messages: vec![message], unreadable: 0 };
        assert_eq!(contents, Ok(expected));
    }

    #[test]
    fn a_file_that_cannot_be_taken_says_why() {
        let (conversation, message) = sample();
        let text = to_json(&[conversation], &[message]);
        assert_eq!(read(&text[..text.len() / 2]), Err(Unusable::NotJson));
        assert_eq!(read("[1]"), Err(Unusable::NotOurs));
        assert_eq!(read(r#"{"format":"everchat","version":2}"#), Err(Unusable::Newer));
    }

    #[test]
    fn entries_that_cannot_be_read_are_counted_and_the_others_taken() {
        let text = r#"{"format":"everchat","version":1,"conversations":[{"id":1},{"title":"x"}],
            "messages":[{"id":2,"conversation":1,"at":1,"role":"user","text":"a"},{"id":3,"conversation":9,"at":1,"role":"user","text":"b"},7]}"#;
        let contents = read(text).unwrap();
        assert_eq!((contents.conversations.len(), contents.messages.len(), contents.unreadable), (1, 1, 3));
    }

    #[test]
    fn a_letter_has_the_words_and_a_name_has_no_strange_signs() {
        let (_, message) = sample();
        assert_eq!(to_markdown("T", &[message], "You", "It"), "# T\n\n## You\n\n你好\n");
        assert_eq!(file_name("a/b: c? 你好…"), "a-b-c-你好");
        assert_eq!(file_name("…"), "everchat");
    }
}
