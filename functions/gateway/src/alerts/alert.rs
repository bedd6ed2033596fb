//! The kinds of messages.

use crate::limits::Limit;
use wire::ProviderId;

/// A message to the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alert {
    /// No provider answers.
    Down,
    /// Some provider has failed for ten minutes.
    Degraded,
    /// Nothing fails any more.
    Recovered,
    /// Most of these budgets of the day is used.
    Budget(Vec<Limit>),
    /// These providers refuse their keys.
    KeyRefused(Vec<ProviderId>),
}

impl Alert {
    /// The word of its kind, in the table and in JSON.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Degraded => "degraded",
            Self::Recovered => "recovered",
            Self::Budget(_) => "budget",
            Self::KeyRefused(_) => "key_refused",
        }
    }

    /// The names of the rows that say that the owner has been told.
    pub(super) fn told(&self) -> Vec<String> {
        match self {
            Self::Down | Self::Degraded | Self::Recovered => vec![format!("told:{}", self.kind())],
            Self::Budget(limits) => limits.iter().map(|limit| told_budget(*limit)).collect(),
            Self::KeyRefused(providers) => providers.iter().map(|provider| told_key(*provider)).collect(),
        }
    }
}

/// The row of a budget.
pub(super) fn told_budget(limit: Limit) -> String {
    format!("told:{}", budget_setting(limit))
}

/// The row of a provider's key.
pub(super) fn told_key(provider: ProviderId) -> String {
    format!("told:key:{provider}")
}

/// The setting of a day's budget; empty for the other limits.
pub(super) const fn budget_setting(limit: Limit) -> &'static str {
    match limit {
        Limit::Requests => "DAILY_REQUESTS",
        Limit::Tokens => "DAILY_TOKENS",
        Limit::Minute | Limit::Streams => "",
    }
}
