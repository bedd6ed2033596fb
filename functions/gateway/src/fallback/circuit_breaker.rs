//! Which providers are not asked because they failed a short while ago: a circuit breaker for each provider and model.
//! A provider whose circuit is open is asked only if no other one answers. When its time is over, one request tries it
//! (half open) while the others still skip it, and its success closes the circuit.
//!
//! The state is kept in the isolate, and shared between the isolates of a data centre as JSON: best effort, no promise.

use crate::{
    reading::RetryAfter,
    time::{DAY_MS, Millis},
};
use serde::{Deserialize, Serialize};
use wire::{Attempt, Outcome, ProviderId, ProviderState, ProviderStatus, SiteState};

/// The longest time that a circuit stays open: a day, the longest that a provider's quota takes to come back.
const MAX_OPEN_MS: Millis = DAY_MS;
/// The longest time that a circuit stays open where the provider does not say how long.
const MAX_BACKOFF_MS: Millis = 120_000;
/// How long a provider is left alone after a first failure that may pass, where it does not say how long.
pub(crate) const FIRST_BACKOFF_S: u32 = 2;
/// How long one request may take to find out whether a provider is back.
const HALF_OPEN_MS: Millis = 15_000;
/// How long a failure is shown in `/api/status`, at least.
const SHOWN_MS: Millis = 60_000;

/// What is known of one provider and model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Circuit {
    provider: ProviderId,
    model: String,
    /// Failures since the last success. 0: the circuit is closed.
    failures: u32,
    /// When the circuit may be tried again.
    until: Millis,
    /// When this became known. Newer knowledge replaces older.
    at: Millis,
}

/// The circuits of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircuitBreakers {
    circuits: Vec<Circuit>,
}

impl CircuitBreakers {
    /// Nothing is known.
    pub const fn new() -> Self {
        Self { circuits: Vec::new() }
    }

    /// Whether a provider is skipped. Where its time is over it is not, and the caller is the one who tries it: for other
    /// callers the circuit stays open a while longer.
    pub fn should_skip(&mut self, provider: ProviderId, model: &str, now: Millis) -> bool {
        let Some(circuit) = self.find_mut(provider, model).filter(|circuit| circuit.failures > 0) else {
            return false;
        };
        if now < circuit.until {
            return true;
        }
        circuit.until = now + HALF_OPEN_MS;
        false
    }

    /// Until when a circuit is open. Unlike [`Self::should_skip`], this changes nothing.
    pub fn open_until(&self, provider: ProviderId, model: &str, now: Millis) -> Option<Millis> {
        let mut open = self.failing(provider);
        open.find(|circuit| circuit.model == model).map(|circuit| circuit.until).filter(|until| *until > now)
    }

    /// Records how an attempt ended. Returns whether that is news for other isolates.
    pub fn record(&mut self, attempt: &Attempt, retry_after: RetryAfter, now: Millis) -> bool {
        let Some(effect) = Effect::of(attempt.outcome) else { return false };
        let known = self.find_mut(attempt.provider, &attempt.model);
        let failures = match (effect, known.as_ref()) {
            (Effect::Success, None) => return false,
            (Effect::Success, Some(circuit)) if circuit.failures == 0 => return false,
            (Effect::Success, Some(_)) => 0,
            (_, circuit) => circuit.map_or(0, |circuit| circuit.failures).saturating_add(1),
        };
        let until = now + effect.open_ms(failures, retry_after.seconds(now));
        let model = attempt.model.clone();
        let circuit = Circuit { provider: attempt.provider, model, failures, until, at: now };
        match known {
            Some(known) => *known = circuit,
            None => self.circuits.push(circuit),
        }
        true
    }

    /// Adds what another isolate knows and this one does not.
    pub fn merge(&mut self, other: Self) {
        for theirs in other.circuits {
            match self.find_mut(theirs.provider, &theirs.model) {
                Some(ours) if ours.at < theirs.at => *ours = theirs,
                Some(_) => {}
                None => self.circuits.push(theirs),
            }
        }
    }

    /// The state of the site, and of each provider of its chain.
    pub fn state(&self, chain: &[ProviderId], now: Millis) -> (SiteState, Vec<ProviderStatus>) {
        let is_failing = |id| self.failing(id).any(|circuit| now < circuit.until.max(circuit.at + SHOWN_MS));
        let state = |id| if is_failing(id) { ProviderState::Failing } else { ProviderState::Ok };
        let providers: Vec<ProviderStatus> =
            chain.iter().map(|&id| ProviderStatus { id, state: state(id) }).collect();
        let failing = providers.iter().filter(|provider| provider.state == ProviderState::Failing).count();
        let site = match failing {
            _ if providers.is_empty() => SiteState::Unconfigured,
            0 => SiteState::Ok,
            all if all == providers.len() => SiteState::Down,
            _ => SiteState::Degraded,
        };
        (site, providers)
    }

    fn failing(&self, provider: ProviderId) -> impl Iterator<Item = &Circuit> {
        self.circuits.iter().filter(move |circuit| circuit.provider == provider && circuit.failures > 0)
    }

    fn find_mut(&mut self, provider: ProviderId, model: &str) -> Option<&mut Circuit> {
        self.circuits.iter_mut().find(|circuit| circuit.provider == provider && circuit.model == model)
    }
}

/// What an outcome says about a provider's health.
#[derive(Clone, Copy)]
enum Effect {
    /// The provider is well.
    Success,
    /// It may be well again in a moment.
    Passing,
    /// It is not well until its owner does something.
    Lasting,
    /// It does not serve this data centre. The next request may run in another one.
    Location,
}

impl Effect {
    /// `None` if the outcome says nothing: the visitor's own mistake, or no attempt at all.
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
            Outcome::Location => Some(Self::Location),
            Outcome::BadRequest
            | Outcome::TooLarge
            | Outcome::Blocked
            | Outcome::Skipped
            | Outcome::NotConfigured
            | Outcome::Aborted => None,
        }
    }

    /// How long the circuit opens after this many failures in a row: as long as the provider says, or else twice as long
    /// each time.
    fn open_ms(self, failures: u32, retry_after_s: Option<u32>) -> Millis {
        let first: Millis = match self {
            Self::Success => return 0,
            Self::Passing => Millis::from(FIRST_BACKOFF_S) * 1000,
            Self::Lasting => 30_000,
            Self::Location => MAX_BACKOFF_MS,
        };
        match retry_after_s {
            Some(seconds) => (Millis::from(seconds) * 1000).min(MAX_OPEN_MS),
            None => (first << failures.saturating_sub(1).min(16)).min(MAX_BACKOFF_MS),
        }
    }
}

#[cfg(test)]
mod tests;
