//! What the owner sees.

use super::{advice::Advice, entry::LogPage};
use crate::{
    report::Check,
    tolerant::{flag, list, number, optional_text, text},
    traffic::{Percentiles, Tokens},
};
use serde::Serialize;
use serde_json::Value;

/// The body of `GET /api/gateway`. A page after the first has the list alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GatewayLog {
    /// The gateway's id; `None` if none is set.
    pub gateway: Option<String>,
    /// The first moment, in RFC 3339.
    pub from: String,
    /// The last moment, in RFC 3339.
    pub to: String,
    /// Why something is missing here, and how to fix it. `None`: all was read.
    pub problem: Option<Check>,
    /// The gateway's settings, each with advice; empty if they were not read.
    pub settings: Vec<Advice>,
    /// Counts of the whole time. Filters do not apply.
    pub counts: Option<LogCounts>,
    /// Sums of the newest entries of the time. Filters do not apply.
    pub sums: Option<LogSums>,
    /// A page of the entries that the filters let through.
    pub list: Option<LogPage>,
    /// Why there is nothing in the log.
    pub hint: Option<Advice>,
}

/// Counts of the whole time. Cloudflare has counted, so they are exact. `None`: it did not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LogCounts {
    /// All entries.
    pub requests: Option<u64>,
    /// Those that the gateway's cache answered.
    pub cached: Option<u64>,
    /// Those that failed.
    pub failed: Option<u64>,
}

/// Sums of the newest entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogSums {
    /// How many entries are in these sums.
    pub entries: u64,
    /// They are all entries of the time. Otherwise the older ones are missing here.
    pub is_whole: bool,
    /// When the oldest of them was made, in RFC 3339; `None` without any.
    pub since: Option<String>,
    /// The tokens, where the gateway knows them.
    pub tokens: Tokens,
    /// What they cost, in millionths of a US dollar, as the gateway estimates it.
    pub cost_micro_usd: u64,
    /// How many of the entries have a cost.
    pub with_cost: u64,
    /// How long the answers of providers took. Neither failures nor answers from the cache are among them.
    pub duration_ms: Percentiles,
    /// By provider and model, the most requests first.
    pub models: Vec<OfModel>,
}

/// The newest entries of one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfModel {
    /// Who was asked, as the gateway calls it.
    pub provider: String,
    /// The model, as the gateway calls it.
    pub model: String,
    /// All requests.
    pub requests: u64,
    /// Those that the gateway's cache answered.
    pub cached: u64,
    /// Those that failed.
    pub failed: u64,
    /// The tokens, where the gateway knows them.
    pub tokens: Tokens,
    /// What they cost, in millionths of a US dollar, as the gateway estimates it.
    pub cost_micro_usd: u64,
    /// How many of the requests have a cost.
    pub with_cost: u64,
    /// How long the answers of providers took.
    pub duration_ms: Percentiles,
}

impl GatewayLog {
    /// Reads the body; `None` without the time that it covers.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            gateway: optional_text(value, "gateway"),
            from: optional_text(value, "from")?,
            to: optional_text(value, "to")?,
            problem: Check::read(&value["problem"]),
            settings: list(value, "settings", Advice::read),
            counts: LogCounts::read(&value["counts"]),
            sums: LogSums::read(&value["sums"]),
            list: LogPage::read(&value["list"]),
            hint: Advice::read(&value["hint"]),
        })
    }
}

impl LogCounts {
    /// Reads counts; `None` if there are none.
    pub fn read(value: &Value) -> Option<Self> {
        value.is_object().then(|| Self {
            requests: number(value, "requests"),
            cached: number(value, "cached"),
            failed: number(value, "failed"),
        })
    }
}

impl LogSums {
    /// Reads sums; `None` without the number of their entries.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            entries: number(value, "entries")?,
            is_whole: flag(value, "is_whole"),
            since: optional_text(value, "since"),
            tokens: Tokens::read(&value["tokens"]).unwrap_or_default(),
            cost_micro_usd: number(value, "cost_micro_usd").unwrap_or_default(),
            with_cost: number(value, "with_cost").unwrap_or_default(),
            duration_ms: Percentiles::read(&value["duration_ms"]),
            models: list(value, "models", OfModel::read),
        })
    }
}

impl OfModel {
    /// Reads the sums of a model; `None` without the model.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            provider: text(value, "provider"),
            model: optional_text(value, "model")?,
            requests: number(value, "requests").unwrap_or_default(),
            cached: number(value, "cached").unwrap_or_default(),
            failed: number(value, "failed").unwrap_or_default(),
            tokens: Tokens::read(&value["tokens"]).unwrap_or_default(),
            cost_micro_usd: number(value, "cost_micro_usd").unwrap_or_default(),
            with_cost: number(value, "with_cost").unwrap_or_default(),
            duration_ms: Percentiles::read(&value["duration_ms"]),
        })
    }
}
