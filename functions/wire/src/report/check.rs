//! One check of the report.

use super::{check_id::CheckId, evidence::Evidence, fix::Fix, verdict::Verdict};
use crate::tolerant::text;
use serde::Serialize;
use serde_json::Value;

/// One check of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

impl Check {
    /// Reads a check; `None` without a known id and a known verdict.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: CheckId::read(&value["id"])?,
            verdict: Verdict::read(&value["verdict"])?,
            evidence: Evidence::read(&value["evidence"]),
            cause: text(value, "cause"),
            title: text(value, "title"),
            explanation: text(value, "explanation"),
            fix: Fix::read(&value["fix"]),
        })
    }
}
