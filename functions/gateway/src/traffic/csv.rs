//! Tables for spreadsheets (RFC 4180).

use super::{
    query::TrafficQuery,
    sum::{Counter, Timer},
    sums::{Key, Sums},
};
use crate::time::{MINUTE_MS, timestamp};
use wire::{
    Attempt,
    time::timestamp_ms,
    traffic::{Ending, Record},
};

const TRAFFIC_HEAD: &str = "at,provider,model,outcome,attempts,requests,by_fallback,rescues,broken,left,from_cache,\
    input_tokens,output_tokens,first_words_p50_ms,first_words_p95_ms,total_p50_ms,total_p95_ms";
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

/// The sums of each step, provider, model and outcome.
pub fn traffic_csv(sums: &Sums, query: &TrafficQuery) -> String {
    let steps = sums.grouped(&|key| {
        let minute = || query.step_of(key) / MINUTE_MS;
        query.has(key).then(|| Key { minute: minute(), ..key.clone() })
    });
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
        names.into_iter().chain(counts).chain(times).collect()
    });
    table(TRAFFIC_HEAD, rows.collect())
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
