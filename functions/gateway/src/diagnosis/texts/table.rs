//! The texts of checks in one language.

use super::facts::CheckFacts;
use wire::report::{CheckId, Verdict};

pub(super) struct CheckTexts {
    /// The name of a check.
    pub(super) title: fn(CheckId) -> &'static str,
    /// What visitors get, in a sentence.
    pub(super) summary: fn(Verdict) -> &'static str,
    /// What a cause means.
    pub(super) explanation: fn(&CheckFacts<'_>) -> String,
    /// How to fix it; empty where there is nothing to fix.
    pub(super) fix: fn(&CheckFacts<'_>) -> String,
}
