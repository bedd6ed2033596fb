//! Failed attempts.

use super::request_fault::RequestFault;
use crate::time::{DAY_MS, Millis};
use wire::Outcome;

/// A failed attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure.
    pub outcome: Outcome,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// When the provider says that another request may succeed.
    pub retry_after: RetryAfter,
    /// What the provider finds wrong with the request, if it says so.
    pub fault: RequestFault,
}

impl Failure {
    /// A failure whose provider does not say when to try again.
    pub const fn new(outcome: Outcome, status: Option<u16>) -> Self {
        Self { outcome, status, retry_after: RetryAfter::Unknown, fault: RequestFault::none() }
    }

    /// Whether another key may succeed at the same provider.
    pub const fn is_of_the_credentials(&self) -> bool {
        matches!(self.outcome, Outcome::Unauthorized | Outcome::Forbidden)
    }

    /// Whether another provider is asked: always, but for a visitor who left. A refusal is about the provider that
    /// refused: its model may take less, know fewer parameters, or filter more than the next one's.
    pub const fn allows_fallback(&self) -> bool {
        !matches!(self.outcome, Outcome::Aborted)
    }
}

/// When a provider says that another request may succeed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RetryAfter {
    /// It does not say.
    #[default]
    Unknown,
    /// In this many seconds: `Retry-After`, or Google's `retryDelay`.
    Seconds(u32),
    /// At 00:00 UTC, when Cloudflare's day begins: Workers AI's code 3036.
    UntilMidnightUtc,
}

impl RetryAfter {
    /// The seconds from `now`, rounded up.
    pub fn seconds(self, now: Millis) -> Option<u32> {
        match self {
            Self::Unknown => None,
            Self::Seconds(seconds) => Some(seconds),
            Self::UntilMidnightUtc => u32::try_from((DAY_MS - now % DAY_MS).div_ceil(1000)).ok(),
        }
    }
}
