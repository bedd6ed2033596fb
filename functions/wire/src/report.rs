//! `GET /api/report`: the owner's deployment report.

mod chain_link;
mod check;
mod check_id;
mod evidence;
mod fix;
mod lock;
mod verdict;

pub use chain_link::ChainLink;
pub use check::Check;
pub use check_id::CheckId;
pub use evidence::{Code, Evidence};
pub use fix::Fix;
pub use lock::{Lock, LockId, LockState};
pub use verdict::Verdict;

use crate::environment::Environment;
use serde::{Deserialize, Serialize};

/// What is wrong with a deployment, why, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(default)]
    pub locks: Vec<Lock>,
    /// Where the site runs.
    pub environment: Environment,
    /// The branch that was deployed, where known.
    pub branch: Option<String>,
    /// The commit that was deployed, where known.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    #[serde(default)]
    pub built_at: Option<String>,
    /// Everchat's version.
    pub version: String,
    /// The data centre that asked, such as `HKG`, where known.
    pub colo: Option<String>,
    /// Names of the settings that are there. Never a value.
    pub settings: Vec<String>,
}
