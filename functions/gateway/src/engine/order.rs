//! In which order the candidates of a request are asked.

use crate::ask::Candidate;
use std::collections::VecDeque;
use wire::Outcome;

/// What is to be done with a candidate when its turn comes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Tell that it is not asked, and why.
    Pass(usize, Outcome),
    /// Ask it.
    Try(usize),
}

/// The order of a request: those that are awake, then those that rest. If all rest, none is passed by.
pub(super) fn steps(candidates: &[Candidate], mut rests: impl FnMut(usize) -> bool) -> VecDeque<Step> {
    let mut resting = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        if candidate.upstream.is_none() {
            steps.push(Step::Pass(place, Outcome::NotConfigured));
        } else if rests(place) {
            steps.push(Step::Pass(place, Outcome::Skipped));
            resting.push(Step::Try(place));
        } else {
            steps.push(Step::Try(place));
        }
    }
    if !steps.iter().any(|step| matches!(step, Step::Try(_))) {
        steps.retain(|step| !matches!(step, Step::Pass(_, Outcome::Skipped)));
    }
    steps.into_iter().chain(resting).collect()
}
