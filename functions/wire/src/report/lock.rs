//! What of the site is open.

use super::Fix;
use serde::{Deserialize, Serialize};

/// Something that keeps strangers out, or within limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockId {
    /// The visitors' code.
    AccessCode,
    /// The owner's code.
    AdminCode,
    /// Requests of one visitor in a minute.
    Minute,
    /// Answers of one visitor at once.
    Streams,
    /// What all visitors may take in a day.
    Day,
    /// Pages of other sites.
    Origins,
    /// Where the limits' counts are kept.
    Counts,
}

impl LockId {
    /// All locks, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::AccessCode,
        Self::AdminCode,
        Self::Minute,
        Self::Streams,
        Self::Day,
        Self::Origins,
        Self::Counts,
    ];
}

/// How well it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LockState {
    /// As it should.
    Shut,
    /// Not against everyone, or not exactly.
    Weak,
    /// Not at all.
    Open,
}

/// A lock and how it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Which one.
    pub id: LockId,
    /// How well it keeps.
    pub state: LockState,
    /// What it is called, in the asked language.
    pub title: String,
    /// What it lets through, in the asked language.
    pub text: String,
    /// How to shut it; on every one that is not.
    pub fix: Option<Fix>,
}
