//! The findings of a report: what several checks found alike is one finding, and the worst comes first.

#[cfg(test)]
mod tests;

use wire::report::{Check, Fix, Verdict};

/// What one check found, or several with one cause and one fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The worst of its checks.
    pub(crate) verdict: Verdict,
    pub(crate) cause: String,
    pub(crate) explanation: String,
    pub(crate) fix: Option<Fix>,
    /// The checks that found it, in the report's order; at least one.
    pub(crate) checks: Vec<Check>,
}

/// Puts together the checks that found the same. The worst findings come first, and those that are equally bad in the
/// report's order.
pub(crate) fn group(checks: Vec<Check>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for check in checks {
        match findings.iter_mut().find(|finding| finding.is_found_by(&check)) {
            Some(finding) => finding.add(check),
            None => findings.push(Finding::of(check)),
        }
    }
    // A sort of the library would weigh more than all the rest here.
    let of_rank = |wanted| findings.iter().filter(move |finding| rank(finding.verdict) == wanted).cloned();
    (0..=3).flat_map(of_rank).collect()
}

impl Finding {
    fn of(check: Check) -> Self {
        Self {
            verdict: check.verdict,
            cause: check.cause.clone(),
            explanation: check.explanation.clone(),
            fix: check.fix.clone(),
            checks: vec![check],
        }
    }

    /// Whether a check found the same: there is something to do, and it is the same for the same reason. Of two
    /// explanations one may go on where the other ends.
    fn is_found_by(&self, check: &Check) -> bool {
        let (one, other) = (&self.explanation, &check.explanation);
        self.fix.is_some()
            && self.fix == check.fix
            && self.cause == check.cause
            && (one.starts_with(other) || other.starts_with(one))
    }

    /// Adds a check. The explanation that says more stays.
    fn add(&mut self, check: Check) {
        if rank(check.verdict) < rank(self.verdict) {
            self.verdict = check.verdict;
        }
        if check.explanation.len() > self.explanation.len() {
            self.explanation.clone_from(&check.explanation);
        }
        self.checks.push(check);
    }
}

/// 0 is the worst.
const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Failed => 0,
        Verdict::Warning => 1,
        Verdict::Ok => 2,
        Verdict::Skipped => 3,
    }
}
