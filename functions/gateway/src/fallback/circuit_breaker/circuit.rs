//! One circuit: closed after a success, open for some time after a failure.

use super::effect::Effect;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use wire::ProviderId;

/// How long one request may take to find out whether a provider is back.
pub(super) const HALF_OPEN_MS: Millis = 15_000;
/// How long a failure is shown in `/api/status`, at least.
pub(super) const SHOWN_MS: Millis = 60_000;
/// How long it counts how a visitor was answered.
const RECENT_MS: Millis = 5 * 60_000;

/// What is known of one provider and model, for everyone or for one visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Circuit {
    pub(super) provider: ProviderId,
    pub(super) model: String,
    /// The visitor's name in the counts; `None`: everyone.
    pub(super) visitor: Option<String>,
    /// Failures since the last success. 0: the circuit is closed.
    pub(super) failures: u32,
    /// When the circuit may be tried again.
    pub(super) until: Millis,
    /// When this became known. Newer knowledge replaces older.
    pub(super) at: Millis,
}

impl Circuit {
    pub(super) fn is_of(&self, provider: ProviderId, model: &str) -> bool {
        self.provider == provider && self.model == model
    }

    pub(super) fn is_open(&self, now: Millis) -> bool {
        self.failures > 0 && now < self.until
    }

    /// Lets one request try; for the next ones the circuit stays open a while longer.
    pub(super) fn half_open(&mut self, now: Millis) {
        if self.failures > 0 {
            self.until = now + HALF_OPEN_MS;
        }
    }

    pub(super) fn record(&mut self, effect: Effect, retry_after_s: Option<u32>, now: Millis) {
        self.failures = if effect == Effect::Success { 0 } else { self.failures.saturating_add(1) };
        self.until = now + effect.open_ms(self.failures, retry_after_s);
        self.at = now;
    }

    pub(super) fn is_shown(&self, now: Millis) -> bool {
        self.failures > 0 && now < self.until.max(self.at + SHOWN_MS)
    }

    /// Whether it says how a visitor was answered in the last minutes.
    pub(super) fn is_recent(&self, now: Millis) -> bool {
        self.at + RECENT_MS > now
    }
}
