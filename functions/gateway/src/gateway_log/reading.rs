//! Reads the answers of the API.

use super::{
    cost::{NanoUsd, from_usd, to_micro_usd},
    query::{Filters, GatewayLogQuery},
};
use crate::{diagnosis::ProbeResult, time::read_timestamp};
use serde_json::Value;
use wire::{gateway_log::LogEntry, time::timestamp_ms, tolerant, traffic::Tokens};

/// An entry, and its exact cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Logged {
    pub(super) entry: LogEntry,
    pub(super) cost: Option<NanoUsd>,
}

/// A page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadPage {
    pub(super) entries: Vec<Logged>,
    /// How many entries all pages have.
    pub(super) total: Option<u64>,
}

/// The gateway's settings, as the API tells them; `None` if the answer is something else.
pub(super) fn read_settings(result: &ProbeResult) -> Option<Value> {
    Some(read_result(result)?.0).filter(Value::is_object)
}

/// A page of the log; `None` if the answer is something else, or has entries that were not asked for. A filter that the API does
/// not apply would make every count wrong.
pub(super) fn read_page(
    result: &ProbeResult,
    query: &GatewayLogQuery,
    filters: &Filters,
) -> Option<ReadPage> {
    let (list, info) = read_result(result)?;
    let entries: Vec<Logged> = list.as_array()?.iter().filter_map(read_entry).collect();
    let (from, to) = (timestamp_ms(query.from), timestamp_ms(query.to));
    let is_wanted = |logged: &Logged| {
        let entry = &logged.entry;
        (from.as_str()..=to.as_str()).contains(&entry.at.as_str())
            && filters.success.is_none_or(|success| success == entry.success)
            && filters.cached.is_none_or(|cached| cached == entry.cached)
    };
    entries.iter().all(is_wanted).then(|| ReadPage { total: tolerant::number(&info, "total_count"), entries })
}

/// `result` and `result_info` of Cloudflare's envelope.
fn read_result(result: &ProbeResult) -> Option<(Value, Value)> {
    let (_, body) = result.answer.as_ref().ok().filter(|(head, _)| head.status == 200)?;
    let mut json: Value = serde_json::from_slice(body).ok()?;
    Some((json["result"].take(), json["result_info"].take()))
}

/// An entry. `None` without a time, which no entry lacks.
fn read_entry(value: &Value) -> Option<Logged> {
    let cost = value["cost"].as_f64().and_then(from_usd);
    let at = read_timestamp(value["created_at"].as_str()?)?;
    let tokens = |name| tolerant::number::<u64>(value, name);
    let (input, output) = (tokens("tokens_in"), tokens("tokens_out"));
    let is_known = input.is_some() || output.is_some();
    let tokens = Tokens { input: input.unwrap_or_default(), output: output.unwrap_or_default() };
    let entry = LogEntry {
        id: tolerant::text(value, "id"),
        at: timestamp_ms(at),
        provider: tolerant::text(value, "provider"),
        model: tolerant::text(value, "model"),
        path: tolerant::text(value, "path"),
        step: tolerant::number(value, "step"),
        status: tolerant::number(value, "status_code"),
        success: tolerant::flag(value, "success"),
        cached: tolerant::flag(value, "cached"),
        duration_ms: tolerant::number(value, "duration").unwrap_or_default(),
        tokens: is_known.then_some(tokens),
        cost_micro_usd: cost.map(to_micro_usd),
    };
    Some(Logged { entry, cost })
}
