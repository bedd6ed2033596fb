//! Which conversation was open last.

use browser::storage::Storage;
use conversation::id::Id;

/// The storage key, in the tab's storage and in the site's.
const KEY: &str = "everchat-open";

/// Remembers the open conversation, for this tab and for one that is opened next.
pub(crate) fn remember(id: Option<Id>) {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    Storage::Tab.set(KEY, &id);
    Storage::Site.set(KEY, &id);
}

/// The conversation that was open last: in this tab, or else in any.
pub(crate) fn get() -> Option<Id> {
    Storage::Tab.get(KEY).or_else(|| Storage::Site.get(KEY))?.parse().ok()
}
