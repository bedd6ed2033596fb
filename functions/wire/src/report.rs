//! `GET /api/report`: the owner's deployment report.

mod chain_link;
mod check;
mod check_id;
mod evidence;
mod fix;
mod lock;
#[cfg(test)]
mod tests;
mod verdict;

pub use chain_link::ChainLink;
pub use check::Check;
pub use check_id::CheckId;
pub use evidence::{Code, Evidence};
pub use fix::Fix;
pub use lock::{Lock, LockId, LockState};
pub use verdict::Verdict;

use crate::{
    environment::Environment,
    tolerant::{list, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// What is wrong with a deployment, why, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// When the checks were made, such as `2026-11-25T00:00:00Z`.
    pub generated_at: String,
    /// The worst that matters: `failed` only if no provider can answer.
    pub verdict: Verdict,
    /// The verdict as a sentence, in the asked language.
    pub summary: String,
    /// Every check, made or not.
    pub checks: Vec<Check>,
    /// The chain in order.
    pub chain: Vec<ChainLink>,
    /// What is open, and to whom.
    pub locks: Vec<Lock>,
    /// Where the site runs.
    pub environment: Environment,
    /// The branch that was deployed, where known.
    pub branch: Option<String>,
    /// The commit that was deployed, where known.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    pub built_at: Option<String>,
    /// Everchat's version.
    pub version: String,
    /// The data centre that asked, such as `HKG`, where known.
    pub colo: Option<String>,
    /// Names of the settings that are there. Never a value.
    pub settings: Vec<String>,
}

impl Report {
    /// Reads a report; `None` without a known verdict. Checks, locks and providers of another version that cannot be
    /// read are left out.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            generated_at: text(value, "generated_at"),
            verdict: Verdict::read(&value["verdict"])?,
            summary: text(value, "summary"),
            checks: list(value, "checks", Check::read),
            chain: list(value, "chain", ChainLink::read),
            locks: list(value, "locks", Lock::read),
            environment: text(value, "environment").parse().unwrap_or_default(),
            branch: optional_text(value, "branch"),
            commit: optional_text(value, "commit"),
            built_at: optional_text(value, "built_at"),
            version: text(value, "version"),
            colo: optional_text(value, "colo"),
            settings: list(value, "settings", |name| name.as_str().map(str::to_owned)),
        })
    }
}
