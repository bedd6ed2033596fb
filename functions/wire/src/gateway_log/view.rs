//! What the owner sees.

use super::{advice::Advice, entry::LogPage};
use crate::{
    report::Check,
    traffic::{Percentiles, Tokens},
};
use serde::{Deserialize, Serialize};

/// The body of `GET /api/gateway`. A page after the first has the list alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogCounts {
    /// All entries.
    pub requests: Option<u64>,
    /// Those that the gateway's cache answered.
    pub cached: Option<u64>,
    /// Those that failed.
    pub failed: Option<u64>,
}

/// Sums of the newest entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
