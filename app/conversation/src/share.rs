//! What a shared link carries: the words of a conversation, and nothing else of the person who shares it.

use crate::record::{ConversationRecord, MessageRecord};
use serde::Serialize;
use serde_json::Value;
use wire::{Role, tolerant};

/// How the fragment of a shared address begins; the number is that of the format. The packed JSON follows.
pub const PREFIX: &str = "share1=";
/// The longest link, in characters, that the mail and chat programs known to us do not cut.
pub const MAX_LINK: usize = 8000;
/// The most bytes of the JSON. A few kilobytes that are packed can hold a thousand times as much.
pub const MAX_JSON: usize = 1_000_000;
/// The most messages.
pub const MAX_MESSAGES: usize = 10_000;

/// The format of the JSON. Visitors' links hold it, so it is never changed.
#[derive(Serialize)]
struct Link<'a> {
    /// The title.
    t: &'a str,
    /// The messages: 1 and the words of an answer, or 0 and those of a question.
    m: Vec<(u8, &'a str)>,
}

/// The title of a conversation and the words of its messages, as JSON.
pub fn to_json(conversation: &ConversationRecord, messages: &[MessageRecord]) -> String {
    let with_words = messages.iter().filter(|message| !message.text.is_empty());
    let messages =
        with_words.map(|message| (u8::from(message.role == Role::Assistant), message.text.as_str()));
    let link = Link { t: &conversation.title, m: messages.collect() };
    serde_json::to_string(&link).unwrap_or_default()
}

/// The title and the messages, without a place: see [`crate::import::chain`]. `None` if the JSON is not whole.
pub fn read(json: &str) -> Option<(String, Vec<MessageRecord>)> {
    let link = tolerant::parse(json)?;
    let message = |message: &Value| {
        let role = if tolerant::whole_number(&message[0])? == 1 { Role::Assistant } else { Role::User };
        Some(MessageRecord::new(role, message[1].as_str()?))
    };
    let messages = link["m"].as_array().filter(|messages| messages.len() <= MAX_MESSAGES)?;
    let messages: Option<Vec<MessageRecord>> = messages.iter().map(message).collect();
    Some((link["t"].as_str()?.to_owned(), messages?))
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
    fn a_newer_page_may_have_added_more() {
        let (_, messages) = read(r#"{"t":"T","m":[[1.0,"hi",{"at":5}]],"x":7}"#).unwrap();
        assert_eq!(messages, [MessageRecord::new(Role::Assistant, "hi")]);
    }

    #[test]
    fn a_link_that_is_not_whole_is_none() {
        for broken in
            ["", "{", r#"{"t":"T"}"#, r#"{"t":"T","m":[[0]]}"#, r#"{"t":"T","m":[[0,"a"],7]}"#, r#"{"m":[]}"#]
        {
            assert!(read(broken).is_none(), "{broken}");
        }
        let of = |count: usize| format!(r#"{{"t":"","m":[{}[1,"x"]]}}"#, r#"[0,""],"#.repeat(count - 1));
        assert!(read(&of(MAX_MESSAGES)).is_some() && read(&of(MAX_MESSAGES + 1)).is_none());
    }
}
