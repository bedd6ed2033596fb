//! What survives a reload. Conversations lie in IndexedDB; what must be kept at once, even while the page is
//! being closed, lies in the browser's small storages: the half-typed message, and the end of an answer.

pub(crate) mod files;
pub(crate) mod images;

use crate::{
    chat::Id,
    record::{ConversationRecord, MessageRecord},
};
use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wire::json::Value;

#[wasm_bindgen(module = "/src/store/idb.js")]
extern "C" {
    #[wasm_bindgen(js_name = put, catch)]
    async fn js_put(text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = tail, catch)]
    async fn js_tail(id: f64, before: &str, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = removeMessages, catch)]
    async fn js_remove_messages(keys: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = removeConversation, catch)]
    async fn js_remove_conversation(id: f64) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = list, catch)]
    async fn js_list() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = batch, catch)]
    async fn js_batch(after: &str, count: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = persist, catch)]
    async fn js_persist() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = estimate, catch)]
    async fn js_estimate() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = onChange)]
    fn js_on_change(callback: &Closure<dyn Fn(f64, bool)>);
}

/// Why nothing could be kept or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// The browser gives no more room.
    Full,
    /// The store was written by a newer version of the page.
    Newer,
    /// The browser lets nothing be stored, or the store is broken.
    Closed,
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("QuotaExceededError") => Self::Full,
            Some("VersionError") => Self::Newer,
            _ => Self::Closed,
        }
    }
}

/// The end of a conversation, as it is kept.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    pub(crate) conversation: Option<ConversationRecord>,
    /// Oldest first.
    pub(crate) messages: Vec<MessageRecord>,
}

/// Keeps conversations and messages.
pub(crate) async fn put(
    conversations: &[ConversationRecord],
    messages: &[MessageRecord],
) -> Result<(), StoreError> {
    Ok(js_put(&to_json(conversations, messages).to_string()).await?)
}

/// Conversations and messages as one value, which an export has too.
pub(crate) fn to_json(conversations: &[ConversationRecord], messages: &[MessageRecord]) -> Value {
    Value::object()
        .with("conversations", conversations.iter().map(ConversationRecord::to_json).collect::<Value>())
        .with("messages", messages.iter().map(MessageRecord::to_json).collect::<Value>())
}

/// What can be read of such a value.
pub(crate) fn from_json(value: &Value) -> (Vec<ConversationRecord>, Vec<MessageRecord>) {
    (
        records(&value["conversations"], ConversationRecord::read),
        records(&value["messages"], MessageRecord::read),
    )
}

/// What can be read of a list.
fn records<T>(list: &Value, read: fn(&Value) -> Option<T>) -> Vec<T> {
    list.items().iter().filter_map(read).collect()
}

/// The last `count` messages of a conversation that are older than one, or of all.
pub(crate) async fn tail(id: Id, before: Option<(f64, Id)>, count: u32) -> Result<Tail, StoreError> {
    let before = before.map(|(at, id)| key([at, id as f64]).to_string()).unwrap_or_default();
    let value = read(js_tail(id as f64, &before, count).await?);
    Ok(Tail {
        conversation: ConversationRecord::read(&value["conversation"]),
        messages: records(&value["messages"], MessageRecord::read),
    })
}

/// A key of the store; ids have at most 53 bits.
fn key<const N: usize>(parts: [f64; N]) -> Value {
    parts.into_iter().collect()
}

/// Takes messages of a conversation out.
pub(crate) async fn remove_messages(conversation: Id, keys: &[(f64, Id)]) -> Result<(), StoreError> {
    let keys: Value = keys.iter().map(|(at, id)| key([conversation as f64, *at, *id as f64])).collect();
    Ok(js_remove_messages(&keys.to_string()).await?)
}

/// Takes a conversation out, with its messages.
pub(crate) async fn remove_conversation(id: Id) -> Result<(), StoreError> {
    Ok(js_remove_conversation(id as f64).await?)
}

/// Every conversation.
pub(crate) async fn list() -> Result<Vec<ConversationRecord>, StoreError> {
    Ok(records(&read(js_list().await?), ConversationRecord::read))
}

/// Up to `count` messages of all conversations, after one of them.
pub(crate) async fn batch(
    after: Option<&MessageRecord>,
    count: u32,
) -> Result<Vec<MessageRecord>, StoreError> {
    let after = after.map(|last| key([last.conversation as f64, last.at, last.id as f64]).to_string());
    Ok(records(&read(js_batch(&after.unwrap_or_default(), count).await?), MessageRecord::read))
}

/// Asks the browser not to clear the store away when it needs room; whether it says so.
pub(crate) async fn persist() -> bool {
    js_persist().await.is_ok_and(|granted| granted.is_truthy())
}

/// Bytes in use, and bytes there may be, where the browser tells.
pub(crate) async fn estimate() -> Option<(f64, f64)> {
    let numbers: js_sys::Array = js_estimate().await.ok()?.dyn_into().ok()?;
    Some((numbers.get(0).as_f64()?, numbers.get(1).as_f64()?))
}

/// Calls with the conversation that another tab has changed, and whether the list of them has, as long as the page
/// lives.
pub(crate) fn on_change(call: impl Fn(Id, bool) + 'static) {
    let call = Closure::<dyn Fn(f64, bool)>::new(move |id, is_listed| call(id as Id, is_listed));
    js_on_change(&call);
    call.forget();
}

fn read(json: JsValue) -> Value {
    json.as_string().and_then(|text| Value::read(&text)).unwrap_or_default()
}

/// The browser's small storages.
#[derive(Clone, Copy)]
pub(crate) enum Small {
    /// This tab's, which a reload keeps.
    Tab,
    /// Every tab's.
    Site,
}

impl Small {
    fn storage(self) -> Option<web_sys::Storage> {
        match self {
            Self::Tab => window().session_storage().ok()?,
            Self::Site => window().local_storage().ok()?,
        }
    }

    pub(crate) fn get(self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok()?
    }

    /// The keys that begin so.
    pub(crate) fn keys(self, prefix: &str) -> Vec<String> {
        let Some(storage) = self.storage() else { return Vec::new() };
        let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?);
        keys.filter(|key| key.starts_with(prefix)).collect()
    }

    /// Sets it, or takes it out if it is empty. False if the browser has no room or no storage.
    pub(crate) fn set(self, key: &str, value: &str) -> bool {
        let Some(storage) = self.storage() else { return false };
        let set = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
        set.is_ok()
    }
}
