//! Conversations and messages as the store, an export and other tabs hold them, in JSON.
//!
//! Visitors' browsers hold such JSON, so a name here is never changed. Reading is tolerant: unknown fields are
//! ignored; a field that is absent, `null` or of another type has its default, unless a record makes no sense
//! without it.

use crate::{
    answer::{Ending, Receipt},
    id::Id,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use wire::{
    Role,
    tolerant::{self, list, or_default, whole},
};

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageRecord {
    /// Its name.
    #[serde(deserialize_with = "id")]
    pub id: Id,
    /// The conversation that it belongs to.
    #[serde(deserialize_with = "id")]
    pub conversation: Id,
    /// The message that it answers or follows; `None` for a first question.
    #[serde(default, deserialize_with = "whole")]
    pub parent: Option<Id>,
    /// When it was begun, in milliseconds since 1970.
    #[serde(serialize_with = "milliseconds")]
    pub at: f64,
    /// [`Role::User`] or [`Role::Assistant`].
    #[serde(deserialize_with = "speaker")]
    pub role: Role,
    /// The words.
    pub text: String,
    /// The words of the model's reasoning.
    #[serde(default, deserialize_with = "or_default")]
    pub reasoning: String,
    /// Pictures as `data:image/jpeg;` addresses.
    #[serde(default, deserialize_with = "own_pictures")]
    pub pictures: Vec<String>,
    /// How it ended.
    #[serde(default, deserialize_with = "or_default")]
    pub ending: Ending,
    /// Who answered; empty on a question.
    #[serde(default, deserialize_with = "or_default", serialize_with = "null_if_empty")]
    pub receipt: Receipt,
}

/// A conversation without its messages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConversationRecord {
    /// Its name.
    #[serde(deserialize_with = "id")]
    pub id: Id,
    /// Its title; empty until something was asked.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// Whether it stays at the top of the list.
    #[serde(default, rename = "pinned", deserialize_with = "or_default")]
    pub is_pinned: bool,
    /// When it was begun, in milliseconds since 1970.
    #[serde(default, deserialize_with = "or_default", serialize_with = "milliseconds")]
    pub created: f64,
    /// When it was changed last, in milliseconds since 1970.
    #[serde(default, deserialize_with = "or_default", serialize_with = "milliseconds")]
    pub touched: f64,
    /// The last message of the path that is shown.
    #[serde(default, deserialize_with = "whole")]
    pub leaf: Option<Id>,
    /// What is asked of the model.
    #[serde(default, deserialize_with = "or_default")]
    pub options: Options,
}

/// What is asked of the model, beside the messages. `None` means the site's own choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// An id from the site's list of models.
    #[serde(deserialize_with = "or_default")]
    pub model: Option<String>,
    /// Instructions that are sent before the messages.
    #[serde(deserialize_with = "or_default")]
    pub system: Option<String>,
    /// From 0 to 2.
    #[serde(deserialize_with = "or_default")]
    pub temperature: Option<f64>,
    /// The most tokens that an answer may have.
    #[serde(deserialize_with = "whole")]
    pub max_tokens: Option<u32>,
}

/// Conversations and messages in one value. Records that cannot be read are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Records {
    /// Conversations.
    #[serde(deserialize_with = "list")]
    pub conversations: Vec<ConversationRecord>,
    /// Messages of these or of other conversations.
    #[serde(deserialize_with = "list")]
    pub messages: Vec<MessageRecord>,
}

impl Records {
    /// Reads the JSON; nothing if it is not JSON.
    pub fn read(json: &str) -> Self {
        tolerant::parse(json).and_then(|records| Self::deserialize(records).ok()).unwrap_or_default()
    }

    /// The records as JSON.
    pub fn to_json(&self) -> String {
        // Every record has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
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
            pictures: Vec::new(),
            ending: Ending::Complete,
            receipt: Receipt::default(),
        }
    }
}

impl ConversationRecord {
    /// A conversation without messages, begun at `now`, in milliseconds since 1970.
    pub fn new(id: Id, now: f64, options: Options) -> Self {
        Self { id, created: now, touched: now, options, ..Self::default() }
    }
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
    whole(deserializer)?.ok_or_else(|| D::Error::custom("not an id"))
}

fn speaker<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
    let role = Role::deserialize(deserializer)?;
    let may_speak = matches!(role, Role::User | Role::Assistant);
    may_speak.then_some(role).ok_or_else(|| D::Error::custom("neither a question nor an answer"))
}

/// The pictures that are in the record itself. An address in a file or a link of someone else could tell them who
/// reads it, so the page would ask for it at nobody's wish.
fn own_pictures<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let mut pictures: Vec<String> = list(deserializer)?;
    pictures.retain(|picture| picture.starts_with("data:image/jpeg;"));
    Ok(pictures)
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
