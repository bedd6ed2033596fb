//! What AI Gateway's cache would save.

use crate::tolerant::{list, number, text};
use serde::Serialize;
use serde_json::Value;

/// How often questions are asked again, and so what AI Gateway's cache would save. It covers a day at most. A question has
/// another name each day (UTC), so one of today is not compared with one of yesterday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Caching {
    /// The first moment that it covers, in RFC 3339.
    pub from: String,
    /// The requests that were answered and looked at.
    pub questions: u64,
    /// Of so many questions one was looked at, and the counts are so many times what was seen. 1: they are exact.
    pub one_in: u64,
    /// The answers that AI Gateway gave, which alone can come from its cache.
    pub by_gateway: u64,
    /// The answers that did come from its cache.
    pub from_cache: u64,
    /// What `AI_GATEWAY_CACHE_TTL` would save, by its value, if AI Gateway were asked first.
    pub ttls: Vec<OfTtl>,
}

/// What one value of `AI_GATEWAY_CACHE_TTL` would save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OfTtl {
    /// The value, in seconds.
    pub ttl_s: u64,
    /// The questions that had been asked in so many seconds before.
    pub asked_again: u64,
    /// The answers that would have come from the cache.
    pub saved_requests: u64,
    /// How long the visitors waited for these answers, in milliseconds.
    pub saved_ms: u64,
    /// What these answers cost at list prices, in millionths of a US dollar: an estimate, of those whose cost is known.
    pub saved_micro_usd: u64,
    /// How many of these answers have a known cost.
    pub priced_requests: u64,
}

impl Caching {
    /// Reads what is there; without questions there is nothing to say.
    pub fn read(value: &Value) -> Self {
        Self {
            from: text(value, "from"),
            questions: number(value, "questions").unwrap_or_default(),
            one_in: number(value, "one_in").unwrap_or_default(),
            by_gateway: number(value, "by_gateway").unwrap_or_default(),
            from_cache: number(value, "from_cache").unwrap_or_default(),
            ttls: list(value, "ttls", OfTtl::read),
        }
    }
}

impl OfTtl {
    /// Reads a row; `None` without the value that it is of.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            ttl_s: number(value, "ttl_s")?,
            asked_again: number(value, "asked_again").unwrap_or_default(),
            saved_requests: number(value, "saved_requests").unwrap_or_default(),
            saved_ms: number(value, "saved_ms").unwrap_or_default(),
            saved_micro_usd: number(value, "saved_micro_usd").unwrap_or_default(),
            priced_requests: number(value, "priced_requests").unwrap_or_default(),
        })
    }
}
