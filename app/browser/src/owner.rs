//! Whether this browser is the owner's. It gives access to nothing: the chat page shows a link to the report, no more.

use crate::storage::Storage;

/// The storage key.
const KEY: &str = "everchat-owner";

/// Remembers that the report was shown here.
pub fn remember() {
    Storage::Site.set(KEY, "1");
}

/// Whether the report was shown here.
pub fn is_known() -> bool {
    Storage::Site.get(KEY).is_some()
}
