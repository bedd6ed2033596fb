//! Single entries of the log.

use crate::{
    tolerant::{elements, flag, number, optional_text, text},
    traffic::Tokens,
};
use serde::Serialize;
use serde_json::Value;

/// A request in the gateway's log. There is no prompt, no answer and no metadata in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntry {
    /// The id in the gateway's log, which the gateway's answer had in `cf-aig-log-id`.
    pub id: String,
    /// When the gateway got it, in RFC 3339, to the millisecond.
    pub at: String,
    /// Who was asked, as the gateway calls it, such as `workers-ai` or `google-ai-studio`.
    pub provider: String,
    /// The model, as the gateway calls it.
    pub model: String,
    /// What was asked of the provider, such as `chat/completions`.
    pub path: String,
    /// The step of a dynamic route; 0 for the first.
    pub step: Option<u32>,
    /// The HTTP status of the answer.
    pub status: Option<u16>,
    /// Whether it succeeded.
    pub success: bool,
    /// The gateway's cache answered.
    pub cached: bool,
    /// How long it took, in milliseconds.
    pub duration_ms: u32,
    /// Tokens, where the gateway knows them.
    pub tokens: Option<Tokens>,
    /// What it cost, in millionths of a US dollar, where the gateway has a price.
    pub cost_micro_usd: Option<u64>,
}

/// A page of the log, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogPage {
    /// Which page, from 1.
    pub page: u32,
    /// How many entries a whole page has.
    pub per_page: u32,
    /// How many entries of this time and with these filters there are, as Cloudflare counts them.
    pub total: Option<u64>,
    /// There is another page: its number. It goes with the same `from`, `to` and filters.
    pub next_page: Option<u32>,
    /// The entries of the page.
    pub entries: Vec<LogEntry>,
}

impl LogEntry {
    /// Reads an entry; `None` without a time.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: text(value, "id"),
            at: optional_text(value, "at")?,
            provider: text(value, "provider"),
            model: text(value, "model"),
            path: text(value, "path"),
            step: number(value, "step"),
            status: number(value, "status"),
            success: flag(value, "success"),
            cached: flag(value, "cached"),
            duration_ms: number(value, "duration_ms").unwrap_or_default(),
            tokens: Tokens::read(&value["tokens"]),
            cost_micro_usd: number(value, "cost_micro_usd"),
        })
    }
}

impl LogPage {
    /// Reads a page; `None` without its number and a list of entries: an empty list would say that there are none.
    pub fn read(value: &Value) -> Option<Self> {
        let entries = Some(&value["entries"]).filter(|entries| entries.is_array())?;
        Some(Self {
            page: number(value, "page")?,
            per_page: number(value, "per_page").unwrap_or_default(),
            total: number(value, "total"),
            next_page: number(value, "next_page"),
            entries: elements(entries, LogEntry::read),
        })
    }
}
