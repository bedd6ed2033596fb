//! What version 1 of the page saved, in one entry of the site's storage.

use super::{new_conversation::new_conversation, page_state::State};
use browser::{random, storage::Storage, store};
use conversation::{change::Changes, id::Id, import, record::Records, version_1::Version1};
use leptos::prelude::*;

/// The storage key.
const KEY: &str = "everchat-1";

/// Whether version 1 saved anything.
pub(crate) fn exists() -> bool {
    Storage::Site.get(KEY).is_some()
}

/// Moves what version 1 saved into the store and the draft. Returns the conversation that was open.
pub(crate) async fn migrate(state: State) -> Option<Id> {
    let saved = Version1::read(&Storage::Site.get(KEY)?)?;
    let mut last = None;
    for messages in saved.conversations {
        let record = state.settings.with_untracked(new_conversation);
        let (record, messages) = import::chain(record, messages, random::id);
        last = Some(record.id);
        // Without room it is tried again at the next start.
        let changes = Changes::from(Records { conversations: vec![record], messages });
        store::put(&changes.to_json()).await.ok()?;
    }
    if !saved.draft.is_empty() {
        state.draft.text.update(|text| text.insert_str(0, &saved.draft));
        state.draft.save();
    }
    Storage::Site.set(KEY, "");
    last
}
