//! The time.

use gateway::time::Millis;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970. A clock that is before that is taken for 1970.
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}
