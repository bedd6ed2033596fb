//! What the owner sees.

use super::{
    caching::Caching,
    cost::{Estimate, NeuronsOfDay, PricesFrom},
    record::{Record, Tokens},
    source::{DatabaseState, Source},
};
use crate::{
    attempt::Outcome,
    provider::ProviderId,
    tolerant::{flag, list, number, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// The body of `GET /api/traffic`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Traffic {
    /// The first moment, in RFC 3339.
    pub from: String,
    /// The moment after the last, in RFC 3339.
    pub to: String,
    /// How long a point of the series is, in seconds.
    pub step: u64,
    /// Where the numbers come from.
    pub source: Source,
    /// What is known of the database.
    pub database: DatabaseState,
    /// Some of it is a demo, which `cargo xtask traffic --demo` made up.
    pub demo: bool,
    /// The sums of the whole time.
    pub totals: Totals,
    /// The sums of each step, in order. Steps without a request are there too.
    pub series: Vec<Point>,
    /// Each provider and model that was asked, in the order of the chain.
    pub providers: Vec<OfProvider>,
    /// Attempts and requests that failed, by provider and cause; the most first.
    pub failures: Vec<Failures>,
    /// What each day used of Workers AI, the oldest first. Days without are left out.
    pub neurons: Vec<NeuronsOfDay>,
    /// Where the prices of the costs come from.
    pub prices: Vec<PricesFrom>,
    /// What AI Gateway's cache would save.
    pub caching: Caching,
}

/// The sums of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// All chat requests.
    pub requests: u64,
    /// Those with an answer.
    pub answered: u64,
    /// Those of them that the first provider in order did not answer.
    pub by_fallback: u64,
    /// Those without an answer.
    pub failed: u64,
    /// Those by which the page went on after an answer that had broken off.
    pub rescues: u64,
    /// Answers that their provider broke off.
    pub broken: u64,
    /// Answers whose visitor left.
    pub left: u64,
    /// Answers from AI Gateway's cache.
    pub from_cache: u64,
    /// Tokens, where a provider reports them.
    pub tokens: Tokens,
    /// What the answers cost: an estimate.
    pub cost: Estimate,
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// From a request to the end of its answer.
    pub total_ms: Percentiles,
}

/// Times in milliseconds, off by 5 % at most. `None` without any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Percentiles {
    /// Half of them are not longer.
    pub p50: Option<u32>,
    /// 95 in a hundred are not longer.
    pub p95: Option<u32>,
}

/// The sums of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// When it begins, in RFC 3339.
    pub at: String,
    /// All chat requests.
    pub requests: u64,
    /// Those with an answer.
    pub answered: u64,
    /// Those of them that the first provider in order did not answer.
    pub by_fallback: u64,
    /// Those without an answer.
    pub failed: u64,
    /// What the answers cost, in millionths of a US dollar: an estimate, as far as it is known.
    pub cost_micro_usd: u64,
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// The providers that gave an answer, in the order of the chain.
    pub providers: Vec<PointOfProvider>,
}

/// What a provider did in a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointOfProvider {
    /// Which provider.
    pub provider: ProviderId,
    /// The requests that it answered.
    pub answered: u64,
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
}

/// What one model of a provider did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfProvider {
    /// Which provider.
    pub provider: ProviderId,
    /// The model, as the provider calls it.
    pub model: String,
    /// How often it was asked.
    pub attempts: u64,
    /// How often it gave no answer.
    pub failed: u64,
    /// The requests that it answered.
    pub answered: u64,
    /// Tokens, where the provider reports them.
    pub tokens: Tokens,
    /// What its answers cost: an estimate.
    pub cost: Estimate,
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// From a request to the end of its answer.
    pub total_ms: Percentiles,
}

/// How often something failed for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failures {
    /// Who failed; `None` for requests that the site refused before it asked anybody.
    pub provider: Option<ProviderId>,
    /// The reason.
    pub outcome: Outcome,
    /// How many attempts.
    pub attempts: u64,
    /// How many requests had no answer because of it.
    pub requests: u64,
}

/// The body of `GET /api/requests`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestList {
    /// Where the requests come from.
    pub source: Source,
    /// What is known of the database.
    pub database: DatabaseState,
    /// The newest first.
    pub requests: Vec<Record>,
    /// There are older ones: the `before` that asks for them.
    pub next_before: Option<String>,
}

impl Traffic {
    /// Reads the body; `None` without a known source, a known state of the database and totals. What another version
    /// has counted and cannot be read is left out.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            from: text(value, "from"),
            to: text(value, "to"),
            step: number(value, "step").unwrap_or_default(),
            source: Source::read(&value["source"])?,
            database: DatabaseState::read(&value["database"])?,
            demo: flag(value, "demo"),
            totals: Totals::read(&value["totals"])?,
            series: list(value, "series", Point::read),
            providers: list(value, "providers", OfProvider::read),
            failures: list(value, "failures", Failures::read),
            neurons: list(value, "neurons", NeuronsOfDay::read),
            prices: list(value, "prices", PricesFrom::read),
            caching: Caching::read(&value["caching"]),
        })
    }
}

impl Totals {
    /// Reads sums; `None` without the number of requests: 0 would say that there were none.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            requests: number(value, "requests")?,
            answered: number(value, "answered").unwrap_or_default(),
            by_fallback: number(value, "by_fallback").unwrap_or_default(),
            failed: number(value, "failed").unwrap_or_default(),
            rescues: number(value, "rescues").unwrap_or_default(),
            broken: number(value, "broken").unwrap_or_default(),
            left: number(value, "left").unwrap_or_default(),
            from_cache: number(value, "from_cache").unwrap_or_default(),
            tokens: Tokens::read(&value["tokens"]).unwrap_or_default(),
            cost: Estimate::read(&value["cost"]),
            first_words_ms: Percentiles::read(&value["first_words_ms"]),
            total_ms: Percentiles::read(&value["total_ms"]),
        })
    }
}

impl Point {
    /// Reads a point; `None` without a time.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            at: optional_text(value, "at")?,
            requests: number(value, "requests").unwrap_or_default(),
            answered: number(value, "answered").unwrap_or_default(),
            by_fallback: number(value, "by_fallback").unwrap_or_default(),
            failed: number(value, "failed").unwrap_or_default(),
            cost_micro_usd: number(value, "cost_micro_usd").unwrap_or_default(),
            first_words_ms: Percentiles::read(&value["first_words_ms"]),
            providers: list(value, "providers", PointOfProvider::read),
        })
    }
}

impl PointOfProvider {
    /// Reads what a provider did; `None` without a known provider.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value["provider"].as_str()?.parse().ok()?,
            answered: number(value, "answered").unwrap_or_default(),
            first_words_ms: Percentiles::read(&value["first_words_ms"]),
        })
    }
}

impl OfProvider {
    /// Reads what a model did; `None` without a known provider.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: value["provider"].as_str()?.parse().ok()?,
            model: text(value, "model"),
            attempts: number(value, "attempts").unwrap_or_default(),
            failed: number(value, "failed").unwrap_or_default(),
            answered: number(value, "answered").unwrap_or_default(),
            tokens: Tokens::read(&value["tokens"]).unwrap_or_default(),
            cost: Estimate::read(&value["cost"]),
            first_words_ms: Percentiles::read(&value["first_words_ms"]),
            total_ms: Percentiles::read(&value["total_ms"]),
        })
    }
}

impl Failures {
    /// Reads failures; `None` without a known outcome, or with a provider that is not known: the site itself would
    /// seem to have failed.
    pub fn read(value: &Value) -> Option<Self> {
        let provider = match &value["provider"] {
            Value::Null => None,
            id => Some(id.as_str()?.parse().ok()?),
        };
        Some(Self {
            provider,
            outcome: value["outcome"].as_str()?.parse().ok()?,
            attempts: number(value, "attempts").unwrap_or_default(),
            requests: number(value, "requests").unwrap_or_default(),
        })
    }
}

impl Percentiles {
    /// Reads times. None must be there.
    pub fn read(value: &Value) -> Self {
        Self { p50: number(value, "p50"), p95: number(value, "p95") }
    }
}

impl RequestList {
    /// Reads a list; `None` without a known source. Requests of another version that cannot be read are left out.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            source: Source::read(&value["source"])?,
            database: DatabaseState::read(&value["database"])?,
            requests: list(value, "requests", Record::read),
            next_before: optional_text(value, "next_before"),
        })
    }
}
