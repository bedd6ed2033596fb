//! Which providers are not asked because they failed a short while ago: a circuit breaker for each provider and model.
//! A provider whose circuit is open is asked only if no other one answers. When its time is over, one request tries it
//! (half open) while the others still skip it, and its success closes the circuit.
//!
//! What a provider says of itself (a refused token, a used up quota, a time to wait) opens its circuit for everyone. Any
//! other failure may be the request's doing: a visitor can ask for what no provider can answer. So it opens the circuit
//! for that visitor, and for everyone only where most of several visitors fail.
//!
//! The state is kept in the isolate, and shared between the isolates of a data centre as JSON: best effort, no promise.

mod circuit;
mod effect;

use crate::{reading::RetryAfter, time::Millis};
use circuit::Circuit;
use effect::Effect;
pub(crate) use effect::FIRST_BACKOFF_S;
use serde::{Deserialize, Serialize};
use wire::{Attempt, ProviderId, ProviderState, ProviderStatus, SiteState};

/// The fewest visitors whose failures open a circuit for everyone.
const SEVERAL: usize = 3;
/// The most visitors that are remembered of one provider and model.
const MAX_VISITORS: usize = 32;

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

    /// Whether a provider is skipped for a visitor. Where its time is over it is not, and the caller is the one who tries
    /// it: for other callers the circuit stays open a while longer.
    pub fn should_skip(&mut self, provider: ProviderId, model: &str, visitor: &str, now: Millis) -> bool {
        let concerns = |circuit: &Circuit| {
            circuit.is_of(provider, model) && circuit.visitor.as_deref().is_none_or(|known| known == visitor)
        };
        if self.circuits.iter().any(|circuit| concerns(circuit) && circuit.is_open(now)) {
            return true;
        }
        self.circuits
            .iter_mut()
            .filter(|circuit| concerns(circuit))
            .for_each(|circuit| circuit.half_open(now));
        false
    }

    /// Until when everyone skips a provider. Unlike [`Self::should_skip`], this changes nothing.
    pub fn open_until(&self, provider: ProviderId, model: &str, now: Millis) -> Option<Millis> {
        let is_everyones = |circuit: &&Circuit| circuit.is_of(provider, model) && circuit.visitor.is_none();
        let circuit = self.circuits.iter().find(is_everyones)?;
        circuit.is_open(now).then_some(circuit.until)
    }

    /// Records how an attempt for a visitor ended. Returns whether that is news for other isolates.
    pub fn record(&mut self, attempt: &Attempt, retry_after: RetryAfter, visitor: &str, now: Millis) -> bool {
        let Some(effect) = Effect::of(attempt.outcome) else { return false };
        let retry_after_s = retry_after.seconds(now);
        let Attempt { provider, model, .. } = attempt;
        let is_success = effect == Effect::Success;
        let mut is_news = !is_success;
        // A time to wait is the provider's own word, whatever it failed at.
        if is_success || effect == Effect::OfRequest && retry_after_s.is_none() {
            let own = self.circuit(*provider, model, Some(visitor), now);
            is_news |= own.failures > 0;
            own.record(effect, None, now);
            if !is_success && !self.fails_for_most(*provider, model, SEVERAL, now) {
                return true;
            }
        }
        let everyones = self.circuit(*provider, model, None, now);
        is_news |= everyones.failures > 0;
        everyones.record(effect, retry_after_s, now);
        is_news
    }

    /// Adds what another isolate knows and this one does not.
    pub fn merge(&mut self, other: Self) {
        for theirs in other.circuits {
            let ours = self.circuit(theirs.provider, &theirs.model, theirs.visitor.as_deref(), theirs.at);
            if ours.at < theirs.at {
                *ours = theirs;
            }
        }
    }

    /// The state of the site, and of each provider of its chain.
    pub fn state(&self, chain: &[ProviderId], now: Millis) -> (SiteState, Vec<ProviderStatus>) {
        let state = |id| if self.is_shown(id, now) { ProviderState::Failing } else { ProviderState::Ok };
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

    /// Whether `/api/status` shows a provider as failing. A visitor's failures are shown while most others fail too.
    fn is_shown(&self, provider: ProviderId, now: Millis) -> bool {
        let mut shown =
            self.circuits.iter().filter(|circuit| circuit.provider == provider && circuit.is_shown(now));
        shown
            .any(|circuit| circuit.visitor.is_none() || self.fails_for_most(provider, &circuit.model, 1, now))
    }

    /// Whether a provider has failed most visitors of the last minutes, and this many at least. Each counts once.
    fn fails_for_most(&self, provider: ProviderId, model: &str, at_least: usize, now: Millis) -> bool {
        let recent = self.visitors(provider, model).filter(|circuit| circuit.is_recent(now));
        let (count, failed) = recent
            .fold((0, 0), |(count, failed), circuit| (count + 1, failed + usize::from(circuit.failures > 0)));
        failed >= at_least && failed * 2 > count
    }

    fn visitors(&self, provider: ProviderId, model: &str) -> impl Iterator<Item = &Circuit> {
        self.circuits
            .iter()
            .filter(move |circuit| circuit.is_of(provider, model) && circuit.visitor.is_some())
    }

    /// A circuit. A new one of a visitor takes the place of the oldest where there are too many.
    fn circuit(
        &mut self,
        provider: ProviderId,
        model: &str,
        visitor: Option<&str>,
        now: Millis,
    ) -> &mut Circuit {
        let is_it =
            |circuit: &Circuit| circuit.is_of(provider, model) && circuit.visitor.as_deref() == visitor;
        let at = self.circuits.iter().position(is_it).unwrap_or_else(|| {
            self.circuits.retain(|circuit| circuit.visitor.is_none() || circuit.is_recent(now));
            if self.visitors(provider, model).count() >= MAX_VISITORS {
                let oldest = self.visitors(provider, model).map(|circuit| circuit.at).min();
                let is_oldest = |circuit: &Circuit| circuit.visitor.is_some() && Some(circuit.at) == oldest;
                self.circuits.retain(|circuit| !(circuit.is_of(provider, model) && is_oldest(circuit)));
            }
            let (model, visitor) = (model.to_owned(), visitor.map(str::to_owned));
            self.circuits.push(Circuit { provider, model, visitor, failures: 0, until: 0, at: 0 });
            self.circuits.len() - 1
        });
        &mut self.circuits[at]
    }
}

#[cfg(test)]
mod tests;
