//! What answers cost: an estimate.

use crate::{
    provider::ProviderId,
    tolerant::{number, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// What answers cost, by the tokens that their providers told and the prices that are known. It covers `known_requests`
/// alone: what the others cost is not known, and not nothing. Amounts are millionths of a US dollar, rounded down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// The cost. Of Workers AI only what lies beyond the day's free neurons, of which each request has its share.
    pub micro_usd: u64,
    /// The cost, if no neurons were free.
    pub list_micro_usd: u64,
    /// Neurons of Workers AI, rounded down.
    pub neurons: u64,
    /// The answers whose cost is known, among them those from AI Gateway's cache, which cost nothing.
    pub known_requests: u64,
    /// The answers whose cost is not known: their provider did not tell the tokens, as in streams, or the model's price is
    /// not known.
    pub unknown_requests: u64,
    /// The answers that did not come from the cache and whose tokens are known.
    pub requests_with_tokens: u64,
}

/// What a day (UTC) has used of Workers AI, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeuronsOfDay {
    /// The day: `2026-11-29`.
    pub day: String,
    /// The neurons of the whole day, rounded down.
    pub used: u64,
    /// How many of a day cost nothing.
    pub free: u64,
}

/// Where the prices of a provider come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PricesFrom {
    /// Whose prices.
    pub provider: ProviderId,
    /// The day of which they are: `2026-11-29`.
    pub date: String,
    /// The page that lists them.
    pub url: String,
}

impl Estimate {
    /// Reads an estimate. What is not there is not known to cost anything.
    pub fn read(value: &Value) -> Self {
        Self {
            micro_usd: number(value, "micro_usd").unwrap_or_default(),
            list_micro_usd: number(value, "list_micro_usd").unwrap_or_default(),
            neurons: number(value, "neurons").unwrap_or_default(),
            known_requests: number(value, "known_requests").unwrap_or_default(),
            unknown_requests: number(value, "unknown_requests").unwrap_or_default(),
            requests_with_tokens: number(value, "requests_with_tokens").unwrap_or_default(),
        }
    }
}

impl NeuronsOfDay {
    /// Reads a day; `None` without its name and both numbers.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            day: optional_text(value, "day")?,
            used: number(value, "used")?,
            free: number(value, "free")?,
        })
    }
}

impl PricesFrom {
    /// Reads a source; `None` without a known provider.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value["provider"].as_str()?.parse().ok()?,
            date: text(value, "date"),
            url: text(value, "url"),
        })
    }
}

/// Millionths of a US dollar as dollars, without a calculation in fractions: `0.001234`.
pub fn usd(micro_usd: u64) -> String {
    format!("{}.{:06}", micro_usd / 1_000_000, micro_usd % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::usd;

    #[test]
    fn dollars_have_six_places() {
        assert_eq!([usd(0), usd(1_234), usd(12_000_005)], ["0.000000", "0.001234", "12.000005"]);
    }
}
