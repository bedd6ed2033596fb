//! What is remembered of each provider between requests, for `/api/status`. Kept in one isolate:
//! best effort, and empty after a restart.

use crate::Millis;
use wire::{Attempt, Outcome, ProviderId, ProviderState, ProviderStatus, SiteState};

/// For how long a failure is held against a provider.
const REMEMBERED_MS: Millis = 60_000;

/// When each provider failed last, since its last success.
#[derive(Debug, Default)]
pub struct Health {
    failed_at: Vec<(ProviderId, Millis)>,
}

impl Health {
    /// Nothing known yet.
    pub const fn new() -> Self {
        Self { failed_at: Vec::new() }
    }

    /// Takes note of how the attempts of a request went.
    pub fn note(&mut self, attempts: &[Attempt], now: Millis) {
        for attempt in attempts {
            self.failed_at.retain(|(id, _)| *id != attempt.provider);
            if !says_nothing_of_health(attempt.outcome) {
                self.failed_at.push((attempt.provider, now));
            }
        }
    }

    /// The state of each provider of the chain, and of the site.
    pub fn state(&self, chain: &[ProviderId], now: Millis) -> (SiteState, Vec<ProviderStatus>) {
        let failing = |id: ProviderId| {
            self.failed_at.iter().any(|&(failed, at)| failed == id && now.saturating_sub(at) < REMEMBERED_MS)
        };
        let states: Vec<ProviderStatus> = chain
            .iter()
            .map(|&id| ProviderStatus {
                id,
                state: if failing(id) { ProviderState::Failing } else { ProviderState::Ok },
            })
            .collect();
        let down = states.iter().filter(|status| status.state == ProviderState::Failing).count();
        let site = match down {
            _ if states.is_empty() => SiteState::Unconfigured,
            0 => SiteState::Ok,
            _ if down == states.len() => SiteState::Down,
            _ => SiteState::Degraded,
        };
        (site, states)
    }
}

/// Outcomes that are no failure of the provider.
fn says_nothing_of_health(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Served
            | Outcome::BadRequest
            | Outcome::TooLarge
            | Outcome::Blocked
            | Outcome::Aborted
            | Outcome::Skipped
            | Outcome::NotConfigured
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(provider: ProviderId, outcome: Outcome) -> Attempt {
        Attempt { provider, model: String::new(), outcome, status: None, ms: 0 }
    }

    #[test]
    fn a_failure_shows_until_a_success_or_until_it_is_old() {
        let chain = [ProviderId::Gemini, ProviderId::Openai];
        let mut health = Health::new();
        assert_eq!(health.state(&chain, 0).0, SiteState::Ok);
        assert_eq!(health.state(&[], 0).0, SiteState::Unconfigured);
        health.note(
            &[attempt(ProviderId::Gemini, Outcome::Timeout), attempt(ProviderId::Openai, Outcome::Served)],
            5,
        );
        assert_eq!(health.state(&chain, 6).0, SiteState::Degraded);
        health.note(&[attempt(ProviderId::Openai, Outcome::ServerError)], 7);
        assert_eq!(health.state(&chain, 8).0, SiteState::Down);
        health.note(&[attempt(ProviderId::Gemini, Outcome::Served)], 9);
        assert_eq!(health.state(&chain, 10).0, SiteState::Degraded);
        assert_eq!(health.state(&chain, 7 + REMEMBERED_MS).0, SiteState::Ok);
    }

    #[test]
    fn a_visitors_own_mistake_is_not_held_against_a_provider() {
        let mut health = Health::new();
        health.note(&[attempt(ProviderId::Gemini, Outcome::BadRequest)], 0);
        assert_eq!(health.state(&[ProviderId::Gemini], 1).0, SiteState::Ok);
    }
}
