//! Conversations and messages as the store, an export and other tabs hold them, in JSON.
//!
//! Visitors' browsers hold such JSON, so a name here is never changed. Reading is tolerant: unknown fields are
//! ignored; a field that is absent, `null` or of another type has its default, unless a record makes no sense
//! without it.

use crate::{
    answer::{Ending, Receipt},
    attachment,
    id::Id,
    reader::{ThinkTags, Words},
    tree::Node,
};
use serde::{Serialize, Serializer};
use serde_json::Value;
use wire::{
    Role,
    tolerant::{self, flag, list, number, optional_text, text},
};

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageRecord {
    /// Its name.
    pub id: Id,
    /// The conversation that it belongs to.
    pub conversation: Id,
    /// The message that it answers or follows; `None` for a first question.
    pub parent: Option<Id>,
    /// When it was begun, in milliseconds since 1970.
    #[serde(serialize_with = "milliseconds")]
    pub at: f64,
    /// [`Role::User`] or [`Role::Assistant`].
    pub role: Role,
    /// The words.
    pub text: String,
    /// The words of the model's reasoning.
    pub reasoning: String,
    /// Pictures and texts: see [`crate::attachment`].
    #[serde(rename = "pictures")]
    pub attachments: Vec<String>,
    /// How it ended.
    pub ending: Ending,
    /// Who answered; empty on a question.
    #[serde(serialize_with = "null_if_empty")]
    pub receipt: Receipt,
    /// Only its place in the tree is left: see [`crate::tree::Tree`].
    #[serde(rename = "deleted", skip_serializing_if = "std::ops::Not::not")]
    pub is_deleted: bool,
}

/// A conversation without its messages.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ConversationRecord {
    /// Its name.
    pub id: Id,
    /// Its title; empty until something was asked.
    pub title: String,
    /// Whether it stays at the top of the list.
    #[serde(rename = "pinned")]
    pub is_pinned: bool,
    /// When it was begun, in milliseconds since 1970.
    #[serde(serialize_with = "milliseconds")]
    pub created: f64,
    /// When it was changed last, in milliseconds since 1970.
    #[serde(serialize_with = "milliseconds")]
    pub touched: f64,
    /// The last message of the path that is shown.
    pub leaf: Option<Id>,
    /// What is asked of the model.
    pub options: Options,
}

/// What is asked of the model, beside the messages. `None` means the site's own choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Options {
    /// An id from the site's list of models.
    pub model: Option<String>,
    /// Instructions that are sent before the messages.
    pub system: Option<String>,
    /// From 0 to 2.
    pub temperature: Option<f64>,
    /// The most tokens that an answer may have.
    pub max_tokens: Option<u32>,
}

/// Conversations and messages in one value. Records that cannot be read are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Records {
    /// Conversations.
    pub conversations: Vec<ConversationRecord>,
    /// Messages of these or of other conversations.
    pub messages: Vec<MessageRecord>,
}

impl Records {
    /// Reads the JSON; nothing if it is not JSON.
    pub fn read(json: &str) -> Self {
        tolerant::parse(json).map(|records| Self::from_value(&records)).unwrap_or_default()
    }

    /// Reads the records of an object with `conversations` and `messages`.
    pub(crate) fn from_value(value: &Value) -> Self {
        Self {
            conversations: list(value, "conversations", ConversationRecord::read),
            messages: list(value, "messages", MessageRecord::read),
        }
    }
}

impl MessageRecord {
    /// A complete message of plain words that belongs to no conversation yet: see [`crate::import::chain`].
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self {
            id: 0,
            conversation: 0,
            parent: None,
            at: 0.0,
            role,
            text: text.into(),
            reasoning: String::new(),
            attachments: Vec::new(),
            ending: Ending::Complete,
            receipt: Receipt::default(),
            is_deleted: false,
        }
    }

    /// The place of a message that was deleted.
    pub fn deleted(conversation: Id, place: &Node) -> Self {
        let empty = Self::new(Role::User, "");
        Self { id: place.id, conversation, parent: place.parent, at: place.at, is_deleted: true, ..empty }
    }

    /// Its place in the tree.
    pub fn node(&self) -> Node {
        Node { id: self.id, parent: self.parent, at: self.at, is_deleted: self.is_deleted }
    }

    /// Some of the bytes that it takes as JSON: those of its words and attachments.
    pub fn estimated_bytes(&self) -> usize {
        self.text.len() + self.reasoning.len() + self.attachments.iter().map(String::len).sum::<usize>()
    }

    /// Reads a message; `None` without an id, a conversation, a time, a speaker or words.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: number(value, "id")?,
            conversation: number(value, "conversation")?,
            parent: number(value, "parent"),
            at: value["at"].as_f64()?,
            ..Self::read_words(value)?
        })
    }

    /// Reads a message without its place; `None` without a speaker or words.
    pub(crate) fn read_words(value: &Value) -> Option<Self> {
        let role = match value["role"].as_str()? {
            "user" => Role::User,
            "assistant" => Role::Assistant,
            _ => return None,
        };
        let mut words = Words { reasoning: text(value, "reasoning"), ..Words::default() };
        let kept = value["text"].as_str()?;
        if role == Role::Assistant {
            // An older page left the thinking of some models in their answers.
            words.append(&ThinkTags::split(kept));
        } else {
            words.content.push_str(kept);
        }
        Some(Self {
            reasoning: words.reasoning,
            attachments: list(value, "pictures", own_attachment),
            ending: Ending::read(&value["ending"]),
            receipt: Receipt::read(&value["receipt"]),
            is_deleted: flag(value, "deleted"),
            ..Self::new(role, words.content)
        })
    }
}

impl ConversationRecord {
    /// A conversation without messages, begun at `now`, in milliseconds since 1970.
    pub fn new(id: Id, now: f64, options: Options) -> Self {
        Self { id, created: now, touched: now, options, ..Self::default() }
    }

    /// Reads a conversation; `None` without an id.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: number(value, "id")?,
            title: text(value, "title"),
            is_pinned: flag(value, "pinned"),
            created: value["created"].as_f64().unwrap_or_default(),
            touched: value["touched"].as_f64().unwrap_or_default(),
            leaf: number(value, "leaf"),
            options: Options::read(&value["options"]),
        })
    }
}

impl Options {
    /// Reads the options of a conversation.
    pub(crate) fn read(value: &Value) -> Self {
        Self {
            model: optional_text(value, "model"),
            system: optional_text(value, "system"),
            temperature: value["temperature"].as_f64(),
            max_tokens: number(value, "max_tokens"),
        }
    }
}

fn own_attachment(value: &Value) -> Option<String> {
    value.as_str().filter(|attachment| attachment::is_own(attachment)).map(str::to_owned)
}

/// Writes a time as JavaScript does, without `.0` where it is whole.
#[allow(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn milliseconds<S: Serializer>(time: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let is_whole = time.fract() == 0.0 && (0.0..1e15).contains(time);
    if is_whole { (*time as u64).serialize(serializer) } else { time.serialize(serializer) }
}

fn null_if_empty<S: Serializer>(receipt: &Receipt, serializer: S) -> Result<S::Ok, S::Error> {
    Some(receipt).filter(|receipt| **receipt != Receipt::default()).serialize(serializer)
}

#[cfg(test)]
mod tests;
