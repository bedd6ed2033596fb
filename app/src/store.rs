//! What survives a reload: the conversation, the one before it, and the half-typed message, in the
//! browser's own storage.

use crate::answer::{Ending, Receipt};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use wire::Role;

/// The key carries the version of the format.
const KEY: &str = "everchat-1";

/// Everything that is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub(crate) draft: String,
    pub(crate) entries: Vec<SavedEntry>,
    #[serde(default)]
    pub(crate) previous: Vec<SavedEntry>,
}

/// One message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedEntry {
    pub(crate) role: Role,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) reasoning: String,
    pub(crate) ending: Ending,
    #[serde(default)]
    pub(crate) receipt: Receipt,
}

/// What was kept, if anything can be read.
pub(crate) fn load() -> Option<Saved> {
    let text = window().local_storage().ok()??.get_item(KEY).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps it; false if the browser has no room or no storage.
pub(crate) fn save(saved: &Saved) -> bool {
    let write = || -> Option<()> {
        let storage = window().local_storage().ok()??;
        storage.set_item(KEY, &serde_json::to_string(saved).ok()?).ok()
    };
    write().is_some()
}
