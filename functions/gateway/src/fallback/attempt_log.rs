//! The attempts of a request that have ended.

use super::{action::GiveUpReason, candidates::Candidate};
use crate::{
    reading::{Failure, RequestFault, RetryAfter, most_named},
    time::Millis,
};
use wire::{Attempt, ErrorCode, Outcome, ProviderId};

/// HTTP status 429.
const TOO_MANY_REQUESTS: u16 = 429;

#[derive(Debug)]
pub(super) struct AttemptLog {
    candidates: Vec<(ProviderId, String)>,
    attempts: Vec<Attempt>,
    /// For each attempt, when its provider says that another request may succeed.
    retry_after: Vec<RetryAfter>,
    soonest_retry_s: Option<u32>,
    /// What the refusals of the request named.
    faults: Vec<RequestFault>,
}

impl AttemptLog {
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        Self {
            candidates: candidates.iter().map(|candidate| (candidate.id, candidate.model.clone())).collect(),
            attempts: Vec::new(),
            retry_after: Vec::new(),
            soonest_retry_s: None,
            faults: Vec::new(),
        }
    }

    /// Adds an attempt, by the place of its candidate, that lasted from `started` to `now`.
    pub(super) fn push(&mut self, candidate: usize, failure: &Failure, started: Millis, now: Millis) {
        let (provider, model) = self.candidates[candidate].clone();
        let ms = u32::try_from(now.saturating_sub(started)).unwrap_or(u32::MAX);
        self.attempts.push(Attempt { provider, model, outcome: failure.outcome, status: failure.status, ms });
        self.retry_after.push(failure.retry_after);
        self.faults.extend(refusal(failure));
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

    /// Why there is no answer once every candidate has been asked: what all of them agree on, if they do.
    pub(super) fn give_up_reason(&self) -> GiveUpReason {
        let was_asked = |outcome| !matches!(outcome, Outcome::NotConfigured | Outcome::Skipped);
        let asked: Vec<&Attempt> =
            self.attempts.iter().filter(|attempt| was_asked(attempt.outcome)).collect();
        let all = |outcome| asked.iter().all(|attempt| attempt.outcome == outcome);
        if asked.is_empty() {
            GiveUpReason::NoneConfigured
        } else if all(Outcome::Timeout) {
            GiveUpReason::OutOfTime
        } else if all(Outcome::TooLarge) {
            GiveUpReason::TooLong
        } else if all(Outcome::Blocked) {
            GiveUpReason::Blocked
        } else if asked.len() == self.faults.len() {
            GiveUpReason::Refused(most_named(&self.faults))
        } else if asked.iter().all(|attempt| attempt.status == Some(TOO_MANY_REQUESTS)) {
            GiveUpReason::RateLimited
        } else {
            GiveUpReason::AllFailed
        }
    }
}

/// What a refusal of the request named. A prompt that is too long and an answer that is withheld have OpenAI's own words.
fn refusal(failure: &Failure) -> Option<RequestFault> {
    let named = |param: Option<&str>, code: &str| RequestFault {
        param: param.map(str::to_owned),
        code: Some(code.to_owned()),
        is_unsupported: false,
    };
    match failure.outcome {
        Outcome::BadRequest => Some(failure.fault.clone()),
        Outcome::TooLarge => Some(named(Some("messages"), ErrorCode::ContextLengthExceeded.as_str())),
        Outcome::Blocked => Some(named(None, ErrorCode::ContentFilter.as_str())),
        _ => None,
    }
}
