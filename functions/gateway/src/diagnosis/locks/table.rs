//! The texts of locks in one language.

use super::facts::LockFacts;
use wire::report::{LockId, LockState};

pub(super) struct LockTexts {
    /// The name of a lock.
    pub(super) title: fn(LockId) -> &'static str,
    /// What a lock in this state lets through.
    pub(super) text: fn(&LockFacts<'_>, LockId, LockState) -> String,
    /// How to close it.
    pub(super) fix: fn(&LockFacts<'_>, LockId) -> String,
}
