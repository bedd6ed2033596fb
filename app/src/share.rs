//! What a shared link carries: the words of a conversation and nothing else of the one who shares it.

use crate::{
    answer::{Ending, Receipt},
    record::{ConversationRecord, MessageRecord},
};
use wire::{Role, json::Value};

/// The address's fragment begins so; the number is the format's.
pub(crate) const PREFIX: &str = "share1=";
/// Longer links are cut by mail and chat programs; so many characters pass through those that we know of.
pub(crate) const MAX_LINK: usize = 8000;

/// The title and who said what, in turns.
pub(crate) fn to_json(conversation: &ConversationRecord, messages: &[MessageRecord]) -> String {
    let said = messages.iter().filter(|message| !message.text.is_empty()).map(|message| {
        let who = u32::from(message.role == Role::Assistant);
        Value::Array(vec![who.into(), (&message.text).into()])
    });
    Value::object().with("t", &conversation.title).with("m", said.collect::<Value>()).to_string()
}

/// `None` if it is not whole.
pub(crate) fn read(json: &str) -> Option<(String, Vec<MessageRecord>)> {
    let value = Value::read(json)?;
    let message = |value: &Value| {
        Some(MessageRecord {
            id: 0,
            conversation: 0,
            parent: None,
            at: 0.0,
            role: if value[0].as_u64()? == 1 { Role::Assistant } else { Role::User },
            text: value[1].as_str()?.to_owned(),
            reasoning: String::new(),
            pictures: Vec::new(),
            ending: Ending::Complete,
            receipt: Receipt::default(),
        })
    };
    let messages: Option<Vec<MessageRecord>> = value["m"].items().iter().map(message).collect();
    let title = value["t"].as_str().filter(|_| matches!(value["m"], Value::Array(_)))?;
    Some((title.to_owned(), messages?))
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
