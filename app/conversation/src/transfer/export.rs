//! Writes conversations into files.

use super::format::{FORMAT, VERSION};
use crate::record::{ConversationRecord, MessageRecord};
use serde::Serialize;
use wire::Role;

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
    path.retain(|message| !message.is_deleted);
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::{super::import::import, *};

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
        let text = export(std::slice::from_ref(&conversation), std::slice::from_ref(&message));
        let import = import(&text).unwrap();
        assert_eq!((import.conversations, import.messages), (vec![conversation], vec![message]));
        assert_eq!(import.unreadable, 0);
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
