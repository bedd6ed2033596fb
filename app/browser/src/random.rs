//! Random ids.

use conversation::id::{self, Id};

/// A new id, for a message or a conversation.
pub fn id() -> Id {
    id::new_id(js_sys::Math::random())
}
