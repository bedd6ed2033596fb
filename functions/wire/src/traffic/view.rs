//! What the owner sees.

use super::{
    record::{Record, Tokens},
    source::{DatabaseState, Source},
};
use crate::{
    attempt::Outcome,
    provider::ProviderId,
    tolerant::{list, number, optional_text},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of `GET /api/traffic`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// The sums of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// From a request to the end of its answer.
    pub total_ms: Percentiles,
}

/// Times in milliseconds, off by 5 % at most. `None` without any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Percentiles {
    /// Half of them are not longer.
    pub p50: Option<u32>,
    /// 95 in a hundred are not longer.
    pub p95: Option<u32>,
}

/// The sums of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// The providers that gave an answer, in the order of the chain.
    pub providers: Vec<PointOfProvider>,
}

/// What a provider did in a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointOfProvider {
    /// Which provider.
    pub provider: ProviderId,
    /// The requests that it answered.
    pub answered: u64,
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
}

/// What one model of a provider did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// From a request to the first words of its answer.
    pub first_words_ms: Percentiles,
    /// From a request to the end of its answer.
    pub total_ms: Percentiles,
}

/// How often something failed for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            source: Source::deserialize(&value["source"]).ok()?,
            database: DatabaseState::deserialize(&value["database"]).ok()?,
            requests: list(value, "requests", Record::read),
            next_before: optional_text(value, "next_before"),
        })
    }
}
