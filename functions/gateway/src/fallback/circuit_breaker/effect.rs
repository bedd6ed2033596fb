//! What the end of an attempt says about a provider's health.

use crate::time::{DAY_MS, Millis};
use wire::Outcome;

/// The longest time that a provider is left alone: a day, the longest that a quota takes to come back.
pub(super) const MAX_OPEN_MS: Millis = DAY_MS;
/// The longest time that a provider is left alone where it does not say how long.
pub(super) const MAX_BACKOFF_MS: Millis = 120_000;
/// How long a provider is left alone after a first failure that may pass, where it does not say how long.
pub(crate) const FIRST_BACKOFF_S: u32 = 2;

/// What an outcome says about a provider's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// The provider is well.
    Success,
    /// It failed, and may answer another visitor: the request may be the cause.
    OfRequest,
    /// It says itself that it cannot answer, and may be well again in a moment.
    Passing,
    /// It is not well until its owner does something.
    Lasting,
    /// It does not serve this data centre. The next request may run in another one.
    Location,
}

impl Effect {
    /// `None` if the outcome says nothing: the visitor's own mistake, or no attempt at all.
    pub(super) fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Served => Some(Self::Success),
            Outcome::ServerError
            | Outcome::Network
            | Outcome::Timeout
            | Outcome::Empty
            | Outcome::Malformed => Some(Self::OfRequest),
            Outcome::RateLimited | Outcome::Busy => Some(Self::Passing),
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

    /// How long a provider is left alone after this many failures in a row: as long as it says, or else twice as long
    /// each time.
    pub(super) fn open_ms(self, failures: u32, retry_after_s: Option<u32>) -> Millis {
        let first: Millis = match self {
            Self::Success => return 0,
            Self::OfRequest | Self::Passing => Millis::from(FIRST_BACKOFF_S) * 1000,
            Self::Lasting => 30_000,
            Self::Location => MAX_BACKOFF_MS,
        };
        match retry_after_s {
            Some(seconds) => (Millis::from(seconds) * 1000).min(MAX_OPEN_MS),
            None => (first << failures.saturating_sub(1).min(16)).min(MAX_BACKOFF_MS),
        }
    }
}
