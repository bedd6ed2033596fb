//! The counts that a request adds to.

use crate::{
    settings::Limits,
    time::{DAY_MS, MINUTE_MS, Millis},
};
use serde::Serialize;

/// The most tests for humans that are checked in a minute for a visitor, and for an IPv6 /48.
const CHALLENGES_PER_VISITOR: u64 = 10;
const CHALLENGES_PER_NETWORK: u64 = 100;

/// A limit of the owner's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `RATE_LIMIT_PER_MINUTE`.
    Minute,
    /// `STREAMS_PER_VISITOR`.
    Streams,
    /// `DAILY_REQUESTS`.
    Requests,
    /// `DAILY_TOKENS`.
    Tokens,
}

/// A count that a request adds to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    #[serde(skip)]
    pub(super) limit: Limit,
    /// What is counted, for whom, and in which minute or on which day.
    pub(super) name: String,
    /// How much the request adds.
    pub(super) amount: u64,
    /// The most that the count may reach.
    pub(super) most: u64,
    /// When the count starts again from 0.
    pub(super) until: Millis,
}

/// A limit is reached, so the request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitReached {
    /// Which limit.
    pub limit: Limit,
    /// Until when.
    pub until: Millis,
}

impl LimitReached {
    /// How long to wait from `now`, in whole seconds; at least one.
    pub fn wait_s(&self, now: Millis) -> u32 {
        u32::try_from(self.until.saturating_sub(now).div_ceil(1000)).unwrap_or(u32::MAX).max(1)
    }
}

/// The counts that a visitor's request adds to; none for a limit that is 0. Minutes are the clock's. Days begin at
/// 00:00 UTC, as Workers AI's allowance does.
pub fn counts(limits: &Limits, visitor: &str, tokens: u64, now: Millis) -> Vec<Count> {
    minute_count(limits, visitor, now).into_iter().chain(day_counts(limits, tokens, now)).collect()
}

/// Of them that of the visitor's minute, which is taken before the request is read.
pub fn minute_count(limits: &Limits, visitor: &str, now: Millis) -> Option<Count> {
    let most = limits.rate_limit_per_minute.into();
    count(Limit::Minute, &format!("m:{visitor}"), 1, most, MINUTE_MS, now)
}

/// Of them those of the day.
pub fn day_counts(limits: &Limits, tokens: u64, now: Millis) -> Vec<Count> {
    let requests = count(Limit::Requests, "requests", 1, limits.daily_requests, DAY_MS, now);
    requests
        .into_iter()
        .chain(count(Limit::Tokens, "tokens", tokens, limits.daily_tokens, DAY_MS, now))
        .collect()
}

/// The counts that a test for humans adds to before Turnstile is asked about it.
pub fn challenge_counts(visitor: &str, network: Option<&str>, now: Millis) -> Vec<Count> {
    let visitor = (format!("tv:{visitor}"), CHALLENGES_PER_VISITOR);
    let network = network.map(|network| (format!("tn:{network}"), CHALLENGES_PER_NETWORK));
    [visitor]
        .into_iter()
        .chain(network)
        .filter_map(|(what, most)| count(Limit::Minute, &what, 1, most, MINUTE_MS, now))
        .collect()
}

/// Of the counts those of a day's budget of which four fifths are used. `used` says how much of a count is.
pub(super) fn nearly_used(counts: &[Count], used: impl Fn(&Count) -> u64) -> Vec<Limit> {
    let is_budget = |count: &&Count| matches!(count.limit, Limit::Requests | Limit::Tokens);
    let is_nearly_used = |count: &&Count| used(count).saturating_mul(5) >= count.most.saturating_mul(4);
    counts.iter().filter(is_budget).filter(is_nearly_used).map(|count| count.limit).collect()
}

fn count(limit: Limit, what: &str, amount: u64, most: u64, period: Millis, now: Millis) -> Option<Count> {
    let until = (now / period + 1) * period;
    (most > 0).then(|| Count { limit, name: format!("{what}:{until}"), amount, most, until })
}
