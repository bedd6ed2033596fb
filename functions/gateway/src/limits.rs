//! What one visitor, and all of them together, may take: requests in a minute, answers at once, and the day's
//! requests and tokens. [`counts`] says which counts a request takes from; it takes from all of them or from none,
//! so a visitor who is over a limit uses up nobody else's share.
//!
//! Counts are kept by a [`Ledger`]: in the isolate, and shared with the others of the data centre. Where a D1
//! database is bound, [`exact`] keeps them for the whole site. The ledger then still stands before it, so that a
//! flood does not reach the database.

pub mod exact;
mod ledger;

pub use ledger::Ledger;

use crate::{Millis, settings::Limits};
use serde::Serialize;
use wire::json::Value;

const MINUTE: Millis = 60_000;
const DAY: Millis = 24 * 60 * MINUTE;
/// For a picture: providers count from some 260 tokens to some 1,600.
const PICTURE_TOKENS: u64 = 1_000;

/// What there may be no more of.
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

/// A count that a request takes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    #[serde(skip)]
    limit: Limit,
    /// Names what is counted, for whom, and in which minute or on which day.
    name: String,
    amount: u64,
    most: u64,
    /// When it begins anew.
    until: Millis,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Which limit is reached.
    pub limit: Limit,
    /// When it is not any more.
    pub until: Millis,
}

impl Over {
    /// How long to wait, in whole seconds.
    pub fn wait_s(&self, now: Millis) -> u32 {
        u32::try_from(self.until.saturating_sub(now).div_ceil(1000)).unwrap_or(u32::MAX).max(1)
    }
}

/// The counts that a request of a visitor takes from. Minutes are the clock's, days begin at 00:00 UTC, as Workers
/// AI's allowance does.
pub fn counts(limits: &Limits, visitor: &str, tokens: u64, now: Millis) -> Vec<Count> {
    let count = |limit, what: &str, amount, most: u64, period: Millis| {
        let until = (now / period + 1) * period;
        (most > 0).then(|| Count { limit, name: format!("{what}:{until}"), amount, most, until })
    };
    let minute = format!("m:{visitor}");
    let all = [
        count(Limit::Minute, &minute, 1, limits.rate_limit_per_minute.into(), MINUTE),
        count(Limit::Requests, "requests", 1, limits.daily_requests, DAY),
        count(Limit::Tokens, "tokens", tokens, limits.daily_tokens, DAY),
    ];
    all.into_iter().flatten().collect()
}

/// What is given back where no answer was given: of the day's counts alone, since the visitor did ask.
pub fn unspent(counts: &[Count]) -> Vec<Count> {
    counts.iter().filter(|count| count.limit != Limit::Minute).cloned().collect()
}

/// What is given back where an answer took fewer tokens than it might have.
pub fn unused(counts: &[Count], used: u64) -> Vec<Count> {
    let tokens = counts.iter().filter(|count| count.limit == Limit::Tokens);
    let rest = |count: &Count| Count { amount: count.amount.saturating_sub(used), ..count.clone() };
    tokens.map(rest).filter(|count| count.amount > 0).collect()
}

/// The most tokens that a request can take: its words, by a careful estimate (four characters of English to a token,
/// one of Chinese), its pictures, and the longest answer that it may get.
pub fn tokens(text: impl Iterator<Item = char>, pictures: usize, max_tokens: u32) -> u64 {
    let quarters: u64 = text.map(|c| if c.is_ascii() { 1 } else { 4 }).sum();
    quarters.div_ceil(4) + pictures as u64 * PICTURE_TOKENS + u64::from(max_tokens)
}

/// What a whole answer has taken, where its provider tells.
pub fn tokens_used(answer: &str) -> Option<u64> {
    let answer = Value::read(answer)?;
    let of = |what: &str| answer["usage"][what].as_u64();
    of("total_tokens").or_else(|| Some(of("prompt_tokens")? + of("completion_tokens")?))
}

#[cfg(test)]
mod tests;
