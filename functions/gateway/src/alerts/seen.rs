//! What one isolate has seen of its requests.

use crate::{fallback::GiveUpReason, limits::Limit, time::Millis};
use wire::{Attempt, Outcome, ProviderId, SiteState};

/// How many requests in a row without an answer mean that the site is down.
const DOWN_REQUESTS: u32 = 3;

/// What became of a request, for these messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempted {
    /// It was answered.
    Answered,
    /// Nobody could answer it.
    Failed,
    /// It was refused for what it is, or nobody was to be asked.
    Neither,
}

impl Attempted {
    /// What a reason for no answer means.
    pub fn from_reason(reason: &GiveUpReason) -> Self {
        match reason {
            GiveUpReason::AllFailed | GiveUpReason::OutOfTime | GiveUpReason::RateLimited => Self::Failed,
            GiveUpReason::NoneConfigured
            | GiveUpReason::Refused(_)
            | GiveUpReason::TooLong
            | GiveUpReason::Blocked => Self::Neither,
        }
    }
}

/// What one isolate has seen: when it saw what last. 0 is never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Requests in a row without an answer.
    failures: u32,
    /// The site was down.
    pub(super) down: Millis,
    /// A request was answered, but some provider had failed.
    pub(super) degraded: Millis,
    /// Something failed: the site was down, degraded, or on its way there.
    pub(super) trouble: Millis,
    /// A request was answered, and nothing had failed.
    pub(super) well: Millis,
    /// Providers that refused their keys at their last attempt.
    pub(super) refused: Vec<(ProviderId, Millis)>,
    /// Providers that answered at their last attempt.
    pub(super) answered: Vec<(ProviderId, Millis)>,
    /// Budgets of the day that were nearly used.
    pub(super) budgets: Vec<(Limit, Millis)>,
}

impl Seen {
    /// A request has ended. `state` is the site's after it, as `/api/status` tells it.
    pub fn add(&mut self, attempts: &[Attempt], result: Attempted, state: SiteState, now: Millis) {
        for attempt in attempts {
            let (is, is_not) = match attempt.outcome {
                Outcome::Served => (&mut self.answered, &mut self.refused),
                Outcome::Unauthorized | Outcome::Forbidden => (&mut self.refused, &mut self.answered),
                _ => continue,
            };
            is_not.retain(|(provider, _)| *provider != attempt.provider);
            set(is, attempt.provider, now);
        }
        let is_well = state == SiteState::Ok;
        match result {
            Attempted::Answered => {
                self.failures = 0;
                let when = if is_well { &mut self.well } else { &mut self.degraded };
                *when = now;
            }
            Attempted::Failed => {
                self.failures = self.failures.saturating_add(1);
                if self.failures >= DOWN_REQUESTS && state == SiteState::Down {
                    self.down = now;
                }
            }
            Attempted::Neither => return,
        }
        if !(is_well && result == Attempted::Answered) {
            self.trouble = now;
        }
    }

    /// Most of these budgets is used.
    pub fn add_budgets(&mut self, limits: &[Limit], now: Millis) {
        for limit in limits {
            set(&mut self.budgets, *limit, now);
        }
    }
}

fn set<T: PartialEq>(list: &mut Vec<(T, Millis)>, item: T, now: Millis) {
    match list.iter_mut().find(|(known, _)| *known == item) {
        Some((_, at)) => *at = now,
        None => list.push((item, now)),
    }
}
