//! The results of checks.

use super::cause::Cause;
use crate::settings::Problem;
use wire::report::{CheckId, Evidence, Verdict};

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub id: CheckId,
    /// How it came out.
    pub verdict: Verdict,
    /// Why.
    pub cause: Cause,
    /// What was asked, and what came.
    pub evidence: Evidence,
    /// The model that was asked for; empty if none was.
    pub model: String,
    /// The settings, gateways or providers that the cause is about.
    pub names: Vec<String>,
    /// The settings whose values cannot be used.
    pub problems: Vec<(String, Problem)>,
}

impl Finding {
    pub(super) fn new(id: CheckId, verdict: Verdict, cause: Cause) -> Self {
        let (model, names, problems) = (String::new(), Vec::new(), Vec::new());
        Self { id, verdict, cause, evidence: Evidence::default(), model, names, problems }
    }

    /// A check that was not made.
    pub(crate) fn skipped(id: CheckId, cause: Cause) -> Self {
        Self::new(id, Verdict::Skipped, cause)
    }

    pub(crate) fn naming<T: ToString>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.names = names.into_iter().map(|name| name.to_string()).collect();
        self
    }
}
