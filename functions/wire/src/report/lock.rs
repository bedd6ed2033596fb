//! The locks of a site: what keeps strangers out, or within limits.

use super::fix::Fix;
use crate::tolerant::text;
use serde::Serialize;
use serde_json::Value;

/// Something that keeps strangers out, or within limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
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

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessCode => "access-code",
            Self::AdminCode => "admin-code",
            Self::Minute => "minute",
            Self::Streams => "streams",
            Self::Day => "day",
            Self::Origins => "origins",
            Self::Counts => "counts",
        }
    }

    /// Reads a lock's id; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|id| *value == id.as_str())
    }
}

/// How well a lock works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LockState {
    /// As it should.
    Shut,
    /// Not against everyone, or not exactly.
    Weak,
    /// Not at all.
    Open,
}

impl LockState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Shut, Self::Weak, Self::Open];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shut => "shut",
            Self::Weak => "weak",
            Self::Open => "open",
        }
    }

    /// Reads a state; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *value == state.as_str())
    }
}

/// A lock and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

impl Lock {
    /// Reads a lock; `None` without a known id and a known state.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: LockId::read(&value["id"])?,
            state: LockState::read(&value["state"])?,
            title: text(value, "title"),
            text: text(value, "text"),
            fix: Fix::read(&value["fix"]),
        })
    }
}
