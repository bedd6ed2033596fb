//! The order in which the candidates of a request are asked.

use super::candidates::Candidate;
use std::collections::VecDeque;
use wire::Outcome;

/// What is done with a candidate when its turn comes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Log that it is not asked, and why.
    Skip(usize, Outcome),
    /// Ask it.
    Ask(usize),
}

/// The steps that are left. Candidates whose circuit is open come last; if all circuits are open, none is skipped.
#[derive(Debug)]
pub(super) struct Order(VecDeque<Step>);

impl Order {
    /// `skips` says of a candidate, by its place, whether its circuit is open.
    pub(super) fn new(candidates: &[Candidate], mut skips: impl FnMut(usize) -> bool) -> Self {
        let mut last = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for (place, candidate) in candidates.iter().enumerate() {
            if candidate.provider.is_none() {
                steps.push(Step::Skip(place, Outcome::NotConfigured));
            } else if skips(place) {
                steps.push(Step::Skip(place, Outcome::Skipped));
                last.push(Step::Ask(place));
            } else {
                steps.push(Step::Ask(place));
            }
        }
        if !steps.iter().any(|step| matches!(step, Step::Ask(_))) {
            steps.retain(|step| !matches!(step, Step::Skip(_, Outcome::Skipped)));
        }
        Self(steps.into_iter().chain(last).collect())
    }

    pub(super) fn next(&mut self) -> Option<Step> {
        self.0.pop_front()
    }

    /// How many candidates are still to be asked.
    pub(super) fn candidates_left(&self) -> usize {
        self.0.iter().filter(|step| matches!(step, Step::Ask(_))).count()
    }
}
