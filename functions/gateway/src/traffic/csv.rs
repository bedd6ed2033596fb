//! Tables for spreadsheets (RFC 4180).

use super::{
    cost::{Costs, Prices},
    query::TrafficQuery,
    sum::{Counter, Sum, Timer},
    sums::{Key, Sums},
};
use crate::time::{MINUTE_MS, timestamp};
use wire::{
    Attempt,
    time::timestamp_ms,
    traffic::{Ending, Estimate, Record, usd},
};

const TRAFFIC_HEAD: &str = "at,provider,model,outcome,attempts,requests,by_fallback,rescues,broken,left,from_cache,\
    input_tokens,output_tokens,first_words_p50_ms,first_words_p95_ms,total_p50_ms,total_p95_ms,cost_usd,list_cost_usd,\
    neurons,cost_known_requests";
const REQUESTS_HEAD: &str = "at,request_id,client,stream,rescue,outcome,provider,model,attempts,first_words_ms,total_ms,\
    ending,input_tokens,output_tokens,from_cache,colo";

/// The counts of the table of sums, in the order of its columns.
const COUNTERS: [Counter; 9] = [
    Counter::Attempts,
    Counter::Requests,
    Counter::ByFallback,
    Counter::Rescues,
    Counter::Broken,
    Counter::Left,
    Counter::FromCache,
    Counter::InputTokens,
    Counter::OutputTokens,
];

/// The sums of each step, provider, model and outcome. They are those of [`TrafficQuery::whole_days`].
pub fn traffic_csv(sums: &Sums, query: &TrafficQuery, prices: &Prices) -> String {
    let costs = Costs::new(prices, sums);
    let step_of = |key: &Key| query.step_of(key) / MINUTE_MS;
    let parts: Vec<(&Key, &Sum)> = sums.by_key().iter().filter(|(key, _)| query.has(key)).collect();
    let steps = sums.grouped(&|key| query.has(key).then(|| Key { minute: step_of(key), ..key.clone() }));
    let rows = steps.by_key().iter().map(|(key, sum)| {
        let names = [
            timestamp(key.minute * MINUTE_MS),
            key.provider.map_or("", |provider| provider.as_str()).to_owned(),
            key.model.clone(),
            key.outcome.as_str().to_owned(),
        ];
        let counts = COUNTERS.iter().map(|counter| sum[*counter].to_string());
        let times = [Timer::FirstWords, Timer::Total].map(|timer| sum[timer].percentiles());
        let times = times.iter().flat_map(|times| [optional(times.p50), optional(times.p95)]);
        let first = parts.partition_point(|(other, _)| step_of(other) < key.minute);
        let end = parts.partition_point(|(other, _)| step_of(other) <= key.minute);
        let is_its = |other: &Key| {
            (other.provider, &other.model, other.outcome) == (key.provider, &key.model, key.outcome)
        };
        let cost = costs.estimate(parts[first..end].iter().copied().filter(|(other, _)| is_its(other)));
        names.into_iter().chain(counts).chain(times).chain(cost_cells(cost)).collect()
    });
    table(TRAFFIC_HEAD, rows.collect())
}

/// A cost that is not known has no cell, since it is not nothing.
fn cost_cells(cost: Estimate) -> [String; 4] {
    let is_known = cost.known_requests > 0;
    let money = |micro_usd: u64| if is_known { usd(micro_usd) } else { String::new() };
    let neurons = if is_known { cost.neurons.to_string() } else { String::new() };
    [money(cost.micro_usd), money(cost.list_micro_usd), neurons, cost.known_requests.to_string()]
}

/// A row for each request.
pub fn requests_csv(records: &[Record]) -> String {
    let rows = records.iter().map(|record| {
        let last = record.attempts.last();
        let attempts: Vec<String> = record.attempts.iter().map(attempt).collect();
        vec![
            timestamp_ms(record.at),
            record.request_id.clone(),
            record.client.as_str().to_owned(),
            record.is_stream.to_string(),
            record.is_rescue.to_string(),
            record.outcome.as_str().to_owned(),
            last.map(|last| last.provider.to_string()).unwrap_or_default(),
            last.map(|last| last.model.clone()).unwrap_or_default(),
            attempts.join("; "),
            optional(record.first_words_ms),
            record.total_ms.to_string(),
            record.ending.map_or("", Ending::as_str).to_owned(),
            optional(record.tokens.map(|tokens| tokens.input)),
            optional(record.tokens.map(|tokens| tokens.output)),
            record.is_from_cache.to_string(),
            record.colo.clone().unwrap_or_default(),
        ]
    });
    table(REQUESTS_HEAD, rows.collect())
}

fn attempt(attempt: &Attempt) -> String {
    format!("{} {} {} ms", attempt.provider, attempt.outcome.as_str(), attempt.ms)
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn table(head: &str, rows: Vec<Vec<String>>) -> String {
    let mut table = format!("{head}\r\n");
    for row in rows {
        let cells: Vec<String> = row.into_iter().map(cell).collect();
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    table
}

/// A cell. A spreadsheet would run one that begins like a formula
/// (<https://owasp.org/www-community/attacks/CSV_Injection>); a model's id may begin with `@`.
fn cell(text: String) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
