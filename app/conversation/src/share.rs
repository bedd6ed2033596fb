//! What a shared link carries: the words of a conversation, and nothing else of the person who shares it.

use crate::record::{ConversationRecord, MessageRecord};
use serde::{Deserialize, Serialize};
use wire::{Role, tolerant};

/// How the fragment of a shared address begins; the number is that of the format. The packed JSON follows.
pub const PREFIX: &str = "share1=";
/// The longest link, in characters, that the mail and chat programs known to us do not cut.
pub const MAX_LINK: usize = 8000;

/// The format of the JSON. Links of visitors hold it, so it is never changed.
#[derive(Serialize, Deserialize)]
struct Link {
    /// The title.
    t: String,
    /// The messages: 1 and the words of an answer, another number and those of a question.
    m: Vec<(u64, String)>,
}

/// The title of a conversation and its messages, as JSON.
pub fn to_json(conversation: &ConversationRecord, messages: &[MessageRecord]) -> String {
    let messages = messages.iter().filter(|message| !message.text.is_empty());
    let link = Link {
        t: conversation.title.clone(),
        m: messages
            .map(|message| (u64::from(message.role == Role::Assistant), message.text.clone()))
            .collect(),
    };
    serde_json::to_string(&link).unwrap_or_default()
}

/// The title and the messages, without a place: see [`crate::import::chain`]. `None` if the JSON is not whole.
pub fn read(json: &str) -> Option<(String, Vec<MessageRecord>)> {
    let link = Link::deserialize(tolerant::parse(json)?).ok()?;
    let role = |number: u64| if number == 1 { Role::Assistant } else { Role::User };
    let messages = link.m.into_iter().map(|(number, text)| MessageRecord::new(role(number), text));
    Some((link.t, messages.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_come_back_and_nothing_else_travels() {
        let (title, messages) = read(r#"{"t":"T","m":[[0,"你好"],[1,"hi"]]}"#).unwrap();
        assert_eq!((title.as_str(), messages.len(), messages[1].role), ("T", 2, Role::Assistant));
        let conversation = ConversationRecord { id: 77, title, ..ConversationRecord::default() };
        let json = to_json(&conversation, &messages);
        assert_eq!(json, r#"{"t":"T","m":[[0,"你好"],[1,"hi"]]}"#);
    }

    #[test]
    fn a_link_that_is_not_whole_is_none() {
        for broken in ["", "{", r#"{"t":"T"}"#, r#"{"t":"T","m":[[0]]}"#, r#"{"m":[]}"#] {
            assert!(read(broken).is_none(), "{broken}");
        }
    }
}
