//! What version 1 of the page saved: two conversations at most and a draft, in one entry of the site's storage.

use super::{new_conversation::new_conversation, page_state::State};
use browser::{random, storage::Storage, store};
use conversation::{id::Id, import, record::{MessageRecord, Records}};
use leptos::prelude::*;
use serde_json::Value;

/// The storage key.
const KEY: &str = "everchat-1";

/// Whether version 1 saved anything.
pub(crate) fn exists() -> bool {
    Storage::Site.get(KEY).is_some()
}

/// Moves what version 1 saved into the store and the draft. Returns its last conversation.
pub(crate) async fn migrate(state: State) -> Option<Id> {
    let saved: Value = serde_json::from_str(&Storage::Site.get(KEY)?).ok()?;
    let mut last = None;
    for name in ["previous", "entries"] {
        let messages = saved[name].as_array().into_iter().flatten().filter_map(MessageRecord::read_words);
        let record = state.settings.with_untracked(new_conversation);
        let (record, messages) = import::chain(record, messages.collect::<Vec<_>>(), random::id);
        if !messages.is_empty() {
            last = Some(record.id);
            store::put(&Records { conversations: vec![record], messages }).await.ok()?;
        }
    }
    if let Some(draft) = saved["draft"].as_str().filter(|draft| !draft.is_empty()) {
        state.draft.text.update(|text| text.insert_str(0, draft));
        state.draft.save();
    }
    Storage::Site.set(KEY, "");
    last
}
