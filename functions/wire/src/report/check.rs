//! One check of the report.

use super::{check_id::CheckId, evidence::Evidence, fix::Fix, verdict::Verdict};
use serde::{Deserialize, Serialize};

/// One check of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which check it is.
    pub id: CheckId,
    /// How it came out.
    pub verdict: Verdict,
    /// What was asked, and the answer.
    pub evidence: Evidence,
    /// What is the case, as a stable word in kebab case, such as `token-expired`.
    pub cause: String,
    /// What the check is called, in the asked language.
    pub title: String,
    /// What the cause means here, in the asked language.
    pub explanation: String,
    /// What to do; set on every check that is not ok.
    pub fix: Option<Fix>,
}
