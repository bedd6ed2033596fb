//! What the texts of locks speak about.

use crate::settings::{Limits, Settings};
use wire::{Environment, report::LockId};

/// What the texts of locks speak about.
pub(super) struct LockFacts<'a> {
    pub(super) settings: &'a Settings,
    /// The limits of the deployed site.
    pub(super) limits: Limits,
    pub(super) environment: Environment,
}

/// The setting that closes a lock.
pub(super) const fn setting(id: LockId) -> &'static str {
    match id {
        LockId::AccessCode => "ACCESS_CODE",
        LockId::AdminCode => "ADMIN_CODE",
        LockId::Minute => "RATE_LIMIT_PER_MINUTE",
        LockId::Streams => "STREAMS_PER_VISITOR",
        LockId::Day => "DAILY_REQUESTS",
        LockId::Origins => "ALLOWED_ORIGINS",
        LockId::Counts => "DB",
    }
}

/// A number as both languages write it: `10,000,000`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_commas() {
        let numbers = [0, 999, 1_000, 12_345, 10_000_000].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "12,345", "10,000,000"]);
    }
}
