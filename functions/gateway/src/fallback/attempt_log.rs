//! The attempts of a request that have ended.

use super::{action::GiveUpReason, candidates::Candidate};
use crate::{
    reading::{Failure, RetryAfter},
    time::Millis,
};
use wire::{Attempt, Outcome, ProviderId};

#[derive(Debug)]
pub(super) struct AttemptLog {
    candidates: Vec<(ProviderId, String)>,
    attempts: Vec<Attempt>,
    /// For each attempt, when its provider says that another request may succeed.
    retry_after: Vec<RetryAfter>,
    soonest_retry_s: Option<u32>,
}

impl AttemptLog {
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        Self {
            candidates: candidates.iter().map(|candidate| (candidate.id, candidate.model.clone())).collect(),
            attempts: Vec::new(),
            retry_after: Vec::new(),
            soonest_retry_s: None,
        }
    }

    /// Adds an attempt, by the place of its candidate, that lasted from `started` to `now`.
    pub(super) fn push(&mut self, candidate: usize, failure: &Failure, started: Millis, now: Millis) {
        let (provider, model) = self.candidates[candidate].clone();
        let ms = u32::try_from(now.saturating_sub(started)).unwrap_or(u32::MAX);
        self.attempts.push(Attempt { provider, model, outcome: failure.outcome, status: failure.status, ms });
        self.retry_after.push(failure.retry_after);
        let seconds = [self.soonest_retry_s, failure.retry_after.seconds(now)];
        self.soonest_retry_s = seconds.into_iter().flatten().min();
    }

    pub(super) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    pub(super) fn with_retry_after(&self) -> impl Iterator<Item = (&Attempt, RetryAfter)> {
        self.attempts.iter().zip(self.retry_after.iter().copied())
    }

    pub(super) const fn soonest_retry_s(&self) -> Option<u32> {
        self.soonest_retry_s
    }

    /// Why there is no answer once every candidate has been asked.
    pub(super) fn give_up_reason(&self) -> GiveUpReason {
        let was_asked = |outcome| !matches!(outcome, Outcome::NotConfigured | Outcome::Skipped);
        let mut asked = self.attempts.iter().filter(|attempt| was_asked(attempt.outcome)).peekable();
        if asked.peek().is_none() {
            return GiveUpReason::NoneConfigured;
        }
        if asked.all(|attempt| attempt.outcome == Outcome::Timeout) {
            return GiveUpReason::OutOfTime;
        }
        GiveUpReason::AllFailed
    }
}
