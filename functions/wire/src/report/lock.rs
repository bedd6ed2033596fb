//! The locks of a site: what keeps strangers out, or within limits.

use super::fix::Fix;
use serde::{Deserialize, Serialize};

/// Something that keeps strangers out, or within limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LockId {
    /// The visitors' code.
    AccessCode,
    /// The owner's code.
    AdminCode,
    /// The limit on a visitor's requests in a minute.
    Minute,
    /// The limit on a visitor's answers at one time.
    Streams,
    /// The limit on what all visitors together use in a day.
    Day,
    /// The rule for pages of other sites.
    Origins,
    /// The exactness of the limits' counts.
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

/// How well a lock works.
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

/// A lock and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Which lock it is.
    pub id: LockId,
    /// How well a lock works.
    pub state: LockState,
    /// What it is called, in the asked language.
    pub title: String,
    /// What it lets through, in the asked language.
    pub text: String,
    /// How to shut it; set on every lock that is not shut.
    pub fix: Option<Fix>,
}
