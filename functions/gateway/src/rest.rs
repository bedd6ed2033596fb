//! Which providers rest, because they failed a short while ago: a circuit breaker for each provider
//! and model. A resting one is asked only if nobody else answers. When its time is over one request
//! tries it (half open) while the others still go by, and its success closes the circuit.
//!
//! Kept in the isolate, and shared between those of a data centre as JSON: best effort, no promise.

use crate::{Millis, classify::Wait};
use serde::{Deserialize, Serialize};
use wire::{Attempt, Outcome, ProviderId, ProviderState, ProviderStatus, SiteState};

/// The longest rest: a day, which is the longest that a provider's allowance takes to come back.
const LONGEST_MS: Millis = 86_400_000;
/// The longest rest of a provider that does not say how long.
const LONGEST_BACKOFF_MS: Millis = 120_000;
/// How long one request may take to find out whether a provider is back.
const PROBE_MS: Millis = 15_000;
/// For how long a failure is shown in `/api/status`, at the least.
const SHOWN_MS: Millis = 60_000;

/// What is known of one provider and model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Circuit {
    provider: ProviderId,
    model: String,
    /// Failures since the last success.
    failures: u32,
    /// It rests until then.
    until: Millis,
    /// When this was found out; the newer knowledge wins.
    at: Millis,
}

/// The circuits of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    circuits: Vec<Circuit>,
}

impl Rest {
    /// Nothing known yet.
    pub const fn new() -> Self {
        Self { circuits: Vec::new() }
    }

    /// Whether a provider rests. One whose time is over does not, and the caller who hears so is
    /// the one who tries it: for the others it goes on resting a while.
    pub fn rests(&mut self, provider: ProviderId, model: &str, now: Millis) -> bool {
        let Some(circuit) = self.find(provider, model).filter(|circuit| circuit.failures > 0) else {
            return false;
        };
        if now < circuit.until {
            return true;
        }
        circuit.until = now + PROBE_MS;
        false
    }

    /// Until when a provider rests, for telling; unlike [`Self::rests`], asking changes nothing.
    pub fn until(&self, provider: ProviderId, model: &str, now: Millis) -> Option<Millis> {
        let mut own =
            self.circuits.iter().filter(|circuit| circuit.provider == provider && circuit.failures > 0);
        own.find(|circuit| circuit.model == model).map(|circuit| circuit.until).filter(|until| *until > now)
    }

    /// Takes note of how an attempt ended. Whether that changed anything worth telling.
    pub fn note(&mut self, attempt: &Attempt, wait: Wait, now: Millis) -> bool {
        let Some(kind) = Kind::of(attempt.outcome) else { return false };
        let known = self.find(attempt.provider, &attempt.model);
        let failures = match (kind, known.as_ref()) {
            (Kind::Success, None) => return false,
            (Kind::Success, Some(circuit)) if circuit.failures == 0 => return false,
            (Kind::Success, Some(_)) => 0,
            (_, circuit) => circuit.map_or(0, |circuit| circuit.failures).saturating_add(1),
        };
        let until = now + kind.rest_ms(failures, wait.seconds(now));
        let model = attempt.model.clone();
        let circuit = Circuit { provider: attempt.provider, model, failures, until, at: now };
        match known {
            Some(known) => *known = circuit,
            None => self.circuits.push(circuit),
        }
        true
    }

    /// Takes over what another isolate knows better.
    pub fn merge(&mut self, other: Self) {
        for theirs in other.circuits {
            match self.find(theirs.provider, &theirs.model) {
                Some(ours) if ours.at < theirs.at => *ours = theirs,
                Some(_) => {}
                None => self.circuits.push(theirs),
            }
        }
    }

    /// The state of each provider of the chain, and of the site.
    pub fn state(&self, chain: &[ProviderId], now: Millis) -> (SiteState, Vec<ProviderStatus>) {
        let is_failing = |id: ProviderId| {
            let mut own =
                self.circuits.iter().filter(|circuit| circuit.provider == id && circuit.failures > 0);
            own.any(|circuit| now < circuit.until.max(circuit.at + SHOWN_MS))
        };
        let state = |id| if is_failing(id) { ProviderState::Failing } else { ProviderState::Ok };
        let states: Vec<ProviderStatus> =
            chain.iter().map(|&id| ProviderStatus { id, state: state(id) }).collect();
        let down = states.iter().filter(|status| status.state == ProviderState::Failing).count();
        let site = match down {
            _ if states.is_empty() => SiteState::Unconfigured,
            0 => SiteState::Ok,
            _ if down == states.len() => SiteState::Down,
            _ => SiteState::Degraded,
        };
        (site, states)
    }

    fn find(&mut self, provider: ProviderId, model: &str) -> Option<&mut Circuit> {
        self.circuits.iter_mut().find(|circuit| circuit.provider == provider && circuit.model == model)
    }
}

/// What an outcome says of a provider's health.
#[derive(Clone, Copy)]
enum Kind {
    Success,
    /// It may be well again in a moment.
    Passing,
    /// It will not be well until its owner has done something.
    Lasting,
    /// It does not serve this data centre, where the next request may well not run.
    Place,
}

impl Kind {
    /// `None` if the outcome says nothing: the visitor's own mistake, or an attempt that was not made.
    fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Served => Some(Self::Success),
            Outcome::RateLimited
            | Outcome::Busy
            | Outcome::ServerError
            | Outcome::Network
            | Outcome::Timeout
            | Outcome::Empty
            | Outcome::Malformed => Some(Self::Passing),
            Outcome::Unauthorized | Outcome::Forbidden | Outcome::NotFound | Outcome::Quota => {
                Some(Self::Lasting)
            }
            Outcome::Location => Some(Self::Place),
            Outcome::BadRequest
            | Outcome::TooLarge
            | Outcome::Blocked
            | Outcome::Skipped
            | Outcome::NotConfigured
            | Outcome::Aborted => None,
        }
    }

    /// How long to rest after so many failures in a row: as told, or else twice as long each time.
    fn rest_ms(self, failures: u32, told_s: Option<u32>) -> Millis {
        let first: Millis = match self {
            Self::Success => return 0,
            Self::Passing => 2_000,
            Self::Lasting => 30_000,
            Self::Place => LONGEST_BACKOFF_MS,
        };
        match told_s {
            Some(seconds) => (Millis::from(seconds) * 1000).min(LONGEST_MS),
            None => (first << failures.saturating_sub(1).min(16)).min(LONGEST_BACKOFF_MS),
        }
    }
}

#[cfg(test)]
mod tests;
