//! The store of conversations, in IndexedDB.

use conversation::{
    id::Id,
    record::{ConversationRecord, MessageRecord, Records},
};
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/store.js")]
extern "C" {
    #[wasm_bindgen(js_name = put, catch)]
    async fn js_put(changes: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = tail, catch)]
    async fn js_tail(id: f64, before: Option<&str>, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = list, catch)]
    async fn js_list() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = batch, catch)]
    async fn js_batch(after: Option<&str>, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = messagesIn, catch)]
    async fn js_messages_in(conversations: &str, after: Option<&str>, count: u32)
    -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = removeConversation, catch)]
    async fn js_remove_conversation(id: f64) -> Result<JsValue, JsValue>;
}

/// Why nothing could be saved or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives no more room.
    Full,
    /// A newer version of the page wrote the store.
    Newer,
    /// The browser lets nothing be stored, or the store is broken.
    Closed,
}

impl StoreError {
    /// From the name of a `DOMException`.
    fn from_name(name: &str) -> Self {
        match name {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            _ => Self::Closed,
        }
    }
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        Self::from_name(&name.unwrap_or_default())
    }
}

/// The end of a conversation, or all of it.
#[derive(Debug, Default)]
pub struct Tail {
    /// `None` if the store does not have it.
    pub conversation: Option<ConversationRecord>,
    /// Oldest first.
    pub messages: Vec<MessageRecord>,
}

/// Saves changes, as [`conversation::change::Changes::to_json`] writes them, and tells the other tabs. If another tab
/// has deleted one of the conversations and the change is only a part of it, nothing is saved and the result is false.
///
/// # Errors
/// As [`StoreError`] says; then nothing is saved.
pub async fn put(changes: &str) -> Result<bool, StoreError> {
    Ok(js_put(changes).await?.is_truthy())
}

/// The last `count` messages of a conversation, or the last before one of a time and id.
///
/// # Errors
/// As [`StoreError`] says.
pub async fn tail(id: Id, before: Option<(f64, Id)>, count: u32) -> Result<Tail, StoreError> {
    let before = before.map(|key| to_json(&key));
    Ok(read_tail(&js_tail(id as f64, before.as_deref(), count).await?))
}

/// Every conversation, without its messages.
///
/// # Errors
/// As [`StoreError`] says.
pub async fn list() -> Result<Vec<ConversationRecord>, StoreError> {
    Ok(read(&js_list().await?).conversations)
}

/// Up to `count` messages of all conversations, in the order of their keys, after one of them.
///
/// # Errors
/// As [`StoreError`] says.
pub async fn batch(after: Option<&MessageRecord>, count: u32) -> Result<Vec<MessageRecord>, StoreError> {
    let after = after.map(|last| to_json(&(last.conversation, last.at, last.id)));
    Ok(read(&js_batch(after.as_deref(), count).await?).messages)
}

/// Up to `count` messages of some conversations, one after the other, each from its beginning; of the first those after one
/// of them.
///
/// # Errors
/// As [`StoreError`] says.
pub async fn messages_in(
    conversations: &[Id],
    after: Option<&MessageRecord>,
    count: u32,
) -> Result<Vec<MessageRecord>, StoreError> {
    let after = after.map(|last| to_json(&(last.at, last.id)));
    let json = js_messages_in(&to_json(&conversations), after.as_deref(), count).await?;
    Ok(read(&json).messages)
}

/// Removes a conversation with its messages, and returns them.
///
/// # Errors
/// As [`StoreError`] says.
pub async fn remove_conversation(id: Id) -> Result<Tail, StoreError> {
    Ok(read_tail(&js_remove_conversation(id as f64).await?))
}

/// A key of the store as JSON; ids have at most 53 bits, which JavaScript's numbers hold.
fn to_json<T: Serialize>(key: &T) -> String {
    // Numbers always have a JSON form.
    serde_json::to_string(key).unwrap_or_default()
}

fn read_tail(json: &JsValue) -> Tail {
    let records = read(json);
    Tail { conversation: records.conversations.into_iter().next(), messages: records.messages }
}

fn read(json: &JsValue) -> Records {
    json.as_string().as_deref().map(Records::read).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_database_is_told_by_its_name() {
        assert_eq!(StoreError::from_name("QuotaExceededError"), StoreError::Full);
        assert_eq!(StoreError::from_name("VersionError"), StoreError::Newer);
        assert_eq!(StoreError::from_name("InvalidStateError"), StoreError::Closed);
        assert_eq!(StoreError::from_name(""), StoreError::Closed);
    }

    #[test]
    fn a_key_holds_the_greatest_id_and_a_time_exactly() {
        let key = (1_764_000_000_123.5_f64, 9_007_199_254_740_991_u64);
        assert_eq!(to_json(&key), "[1764000000123.5,9007199254740991]");
    }
}
