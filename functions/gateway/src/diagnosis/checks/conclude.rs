//! All findings of a report.

use super::{all::check_all, answers::Answers, rotation::add_changes};
use crate::diagnosis::{
    finding::Finding,
    probe::{Probe, ProbeResult},
    subject::Subject,
};

/// Reads the results of the probes. The findings are in the order of [`wire::report::CheckId::all`], without services that the owner
/// does not use. The findings about secrets that are being changed come before the last one.
pub fn conclude(subject: &Subject<'_>, results: &[(Probe, ProbeResult)]) -> Vec<Finding> {
    let current = Answers::new(results.iter().filter(|(probe, _)| !probe.uses_next_secret));
    add_changes(subject, check_all(subject, &current), results)
}
