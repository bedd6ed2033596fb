//! How a check came out.

use serde::Serialize;
use serde_json::Value;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// It works in part, or does not work just now.
    Warning,
    /// It does not work.
    Failed,
    /// It was not checked; the explanation says why.
    Skipped,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Ok, Self::Warning, Self::Failed, Self::Skipped];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// Reads a verdict; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| *value == verdict.as_str())
    }
}
