//! Points in time. Only the callers of this crate read a clock; the crate compares and adds.

pub use wire::time::{Millis, read_timestamp, timestamp};

/// A minute.
pub const MINUTE_MS: Millis = 60_000;

/// An hour.
pub const HOUR_MS: Millis = 3_600_000;

/// A day.
pub const DAY_MS: Millis = 86_400_000;
