//! What is kept of a conversation, as the store, an export and a shared link hold it: plain JSON, read by hand.
//! Unknown fields are left alone, absent ones have their defaults.

use crate::{
    answer::{Ending, Failure, Receipt},
    chat::Id,
};
use wire::{Attempt, Role, json::Value};

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MessageRecord {
    pub(crate) id: Id,
    pub(crate) conversation: Id,
    pub(crate) parent: Option<Id>,
    /// Milliseconds since 1970.
    pub(crate) at: f64,
    pub(crate) role: Role,
    pub(crate) text: String,
    pub(crate) reasoning: String,
    /// Pictures, in `data:` addresses.
    pub(crate) pictures: Vec<String>,
    pub(crate) ending: Ending,
    pub(crate) receipt: Receipt,
}

/// A conversation, without its messages.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ConversationRecord {
    pub(crate) id: Id,
    pub(crate) title: String,
    pub(crate) is_pinned: bool,
    pub(crate) created: f64,
    pub(crate) touched: f64,
    /// The message that was read to last.
    pub(crate) leaf: Option<Id>,
    pub(crate) options: Options,
}

/// What is asked of the model, beside the messages. Absent: the site's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) model: Option<String>,
    pub(crate) system: Option<String>,
    pub(crate) temperature: Option<f64>,
    pub(crate) max_tokens: Option<u32>,
}

impl MessageRecord {
    pub(crate) fn to_json(&self) -> Value {
        Value::object()
            .with("id", self.id)
            .with("conversation", self.conversation)
            .with("parent", self.parent)
            .with("at", self.at)
            .with("role", self.role.as_str())
            .with("text", &self.text)
            .with("reasoning", &self.reasoning)
            .with("pictures", self.pictures.iter().collect::<Value>())
            .with("ending", ending_to_json(&self.ending))
            .with("receipt", receipt_to_json(&self.receipt))
    }

    /// `None` if it is no message.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: value["id"].as_u64()?,
            conversation: value["conversation"].as_u64()?,
            parent: value["parent"].as_u64(),
            at: value["at"].as_f64()?,
            ..Self::read_words(value)?
        })
    }

    /// What was said, without its place; the format of version 1 had no more.
    pub(crate) fn read_words(value: &Value) -> Option<Self> {
        Some(Self {
            id: 0,
            conversation: 0,
            parent: None,
            at: 0.0,
            role: match value["role"].as_str()? {
                "user" => Role::User,
                "assistant" => Role::Assistant,
                _ => return None,
            },
            text: value["text"].as_str()?.to_owned(),
            reasoning: text(&value["reasoning"]),
            pictures: read_pictures(&value["pictures"]),
            ending: read_ending(&value["ending"]),
            receipt: read_receipt(&value["receipt"]),
        })
    }
}

impl ConversationRecord {
    pub(crate) fn to_json(&self) -> Value {
        Value::object()
            .with("id", self.id)
            .with("title", &self.title)
            .with("pinned", self.is_pinned)
            .with("created", self.created)
            .with("touched", self.touched)
            .with("leaf", self.leaf)
            .with("options", self.options.to_json())
    }

    /// `None` if it is no conversation.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let created = value["created"].as_f64().unwrap_or_default();
        Some(Self {
            id: value["id"].as_u64()?,
            title: text(&value["title"]),
            is_pinned: value["pinned"] == true,
            created,
            touched: value["touched"].as_f64().unwrap_or(created),
            leaf: value["leaf"].as_u64(),
            options: Options::read(&value["options"]),
        })
    }
}

impl Options {
    pub(crate) fn to_json(&self) -> Value {
        Value::object()
            .with("model", self.model.as_ref())
            .with("system", self.system.as_ref())
            .with("temperature", self.temperature)
            .with("max_tokens", self.max_tokens)
    }

    pub(crate) fn read(value: &Value) -> Self {
        Self {
            model: value["model"].as_str().map(str::to_owned),
            system: value["system"].as_str().map(str::to_owned),
            temperature: value["temperature"].as_f64(),
            max_tokens: value["max_tokens"].as_u32(),
        }
    }
}

/// Only pictures that travel with the message: never an address that a file or a link brought along.
fn read_pictures(value: &Value) -> Vec<String> {
    let texts = value.items().iter().filter_map(Value::as_str);
    texts.filter(|picture| picture.starts_with("data:image/jpeg;")).map(str::to_owned).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

const ENDINGS: [(&str, Ending); 5] = [
    ("Complete", Ending::Complete),
    ("Length", Ending::Length),
    ("Blocked", Ending::Blocked),
    ("Stopped", Ending::Stopped),
    ("Interrupted", Ending::Interrupted),
];

fn ending_to_json(ending: &Ending) -> Value {
    if let Ending::Failed(failure) = ending {
        let Failure { code, message, retry_after_s } = failure;
        let failed =
            Value::object().with("code", code).with("message", message).with("retry_after_s", *retry_after_s);
        return Value::object().with("Failed", failed);
    }
    let name = ENDINGS.iter().find(|(_, known)| known == ending).map(|(name, _)| *name);
    name.into()
}

/// What is not known has broken off: never silently a whole answer.
fn read_ending(value: &Value) -> Ending {
    if let Some(name) = value.as_str() {
        let found = ENDINGS.into_iter().find(|(known, _)| *known == name);
        return found.map_or(Ending::Interrupted, |(_, ending)| ending);
    }
    let failure = &value["Failed"];
    if !failure.is_object() {
        return Ending::Interrupted;
    }
    Ending::Failed(Failure {
        code: text(&failure["code"]),
        message: text(&failure["message"]),
        retry_after_s: failure["retry_after_s"].as_u32(),
    })
}

fn receipt_to_json(receipt: &Receipt) -> Value {
    if *receipt == Receipt::default() {
        return Value::Null;
    }
    Value::object()
        .with("attempts", receipt.attempts.iter().map(Attempt::to_json).collect::<Value>())
        .with("is_rescued", receipt.is_rescued)
        .with("first_words_ms", receipt.first_words_ms)
        .with("tokens", receipt.tokens)
        .with("finish_reason", receipt.finish_reason.as_ref())
}

fn read_receipt(value: &Value) -> Receipt {
    Receipt {
        attempts: wire::attempts_from(&value["attempts"]),
        is_rescued: value["is_rescued"] == true,
        first_words_ms: value["first_words_ms"].as_u32(),
        tokens: value["tokens"].as_u32(),
        finish_reason: value["finish_reason"].as_str().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Outcome, ProviderId};

    fn message() -> MessageRecord {
        MessageRecord {
            id: 9_007_199_254_740_991,
            conversation: 7,
            parent: Some(3),
            at: 1_764_000_000_123.0,
            role: Role::Assistant,
            text: "你好 \u{202e}\"\n".to_owned(),
            reasoning: "hm".to_owned(),
            pictures: vec!["data:image/jpeg;base64,AAAA".to_owned()],
            ending: Ending::Complete,
            receipt: Receipt {
                attempts: vec![Attempt {
                    provider: ProviderId::Gemini,
                    model: "m".to_owned(),
                    outcome: Outcome::Served,
                    status: Some(200),
                    ms: 5,
                }],
                is_rescued: true,
                first_words_ms: Some(12),
                tokens: Some(3),
                finish_reason: Some("stop".to_owned()),
            },
        }
    }

    fn json(text: &str) -> Value {
        Value::read(text).unwrap()
    }

    fn over_text(value: &Value) -> Value {
        Value::read(&value.to_string()).unwrap()
    }

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let failed =
            Ending::Failed(Failure { code: "c".to_owned(), message: "m".to_owned(), retry_after_s: Some(5) });
        for ending in ENDINGS.map(|(_, ending)| ending).into_iter().chain([failed]) {
            let message = MessageRecord { ending, ..message() };
            assert_eq!(MessageRecord::read(&over_text(&message.to_json())), Some(message));
        }
        let plain = MessageRecord { receipt: Receipt::default(), parent: None, ..message() };
        assert_eq!(MessageRecord::read(&over_text(&plain.to_json())), Some(plain));
    }

    #[test]
    fn a_conversation_is_read_as_it_was_written() {
        let conversation = ConversationRecord {
            id: 7,
            title: "题目".to_owned(),
            is_pinned: true,
            created: 1.0,
            touched: 2.0,
            leaf: Some(3),
            options: Options {
                model: Some("m".to_owned()),
                system: Some("s".to_owned()),
                temperature: Some(0.5),
                max_tokens: Some(9),
            },
        };
        assert_eq!(ConversationRecord::read(&over_text(&conversation.to_json())), Some(conversation));
        let bare = ConversationRecord::read(&json(r#"{"id":1}"#));
        assert_eq!(bare, Some(ConversationRecord { id: 1, ..ConversationRecord::default() }));
    }

    #[test]
    fn a_picture_from_elsewhere_is_left_out() {
        let message = json(
            r#"{"role":"user","text":"","pictures":["https://example.com/x.jpg","data:text/html,x",7]}"#,
        );
        assert_eq!(MessageRecord::read_words(&message).map(|record| record.pictures), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_message_is_none_and_an_unknown_ending_has_broken_off() {
        for other in ["null", "{}", r#"{"role":"user"}"#, r#"{"role":"tool","text":""}"#] {
            assert_eq!(MessageRecord::read_words(&json(other)), None, "{other}");
        }
        let newer = json(r#"{"role":"assistant","text":"a","ending":"Transcended","mood":1}"#);
        assert_eq!(MessageRecord::read_words(&newer).map(|record| record.ending), Some(Ending::Interrupted));
    }
}
