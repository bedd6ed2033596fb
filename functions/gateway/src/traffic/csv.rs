//! Tables for spreadsheets (RFC 4180).

use super::{
    query::TrafficQuery,
    sums::{Key, Sum, Sums},
};
use crate::time::{Millis, timestamp};
use std::collections::BTreeMap;
use wire::{
    Attempt, Outcome, ProviderId,
    time::timestamp_ms,
    traffic::{Client, Ending, Record},
};

const TRAFFIC_HEAD: &str = "at,provider,model,outcome,attempts,requests,by_fallback,rescues,broken,left,from_cache,\
    input_tokens,output_tokens,first_words_p50_ms,first_words_p95_ms,total_p50_ms,total_p95_ms";
const REQUESTS_HEAD: &str = "at,request_id,client,stream,rescue,outcome,provider,model,attempts,first_words_ms,total_ms,\
    ending,input_tokens,output_tokens,from_cache,colo";

/// The sums of each step, provider, model and outcome.
pub fn traffic_csv(sums: &Sums, query: &TrafficQuery) -> String {
    let mut steps: BTreeMap<(Millis, Option<ProviderId>, &str, Outcome), Sum> = BTreeMap::new();
    for (key, sum) in sums.by_key().iter().filter(|(key, _)| query.has(key)) {
        let Key { provider, model, outcome, .. } = key;
        *steps.entry((query.step_of(key), *provider, model, *outcome)).or_default() += sum;
    }
    let rows = steps.iter().map(|((at, provider, model, outcome), sum)| {
        let (first_words, total) = (sum.first_words_ms.percentiles(), sum.total_ms.percentiles());
        let counts = [
            sum.attempts,
            sum.requests,
            sum.by_fallback,
            sum.rescues,
            sum.broken,
            sum.left,
            sum.from_cache,
            sum.input_tokens,
            sum.output_tokens,
        ];
        let names = [
            timestamp(*at),
            provider.map_or("", |provider| provider.as_str()).to_owned(),
            (*model).to_owned(),
            outcome.as_str().to_owned(),
        ];
        let times = [first_words.p50, first_words.p95, total.p50, total.p95].map(optional);
        names.into_iter().chain(counts.map(|count| count.to_string())).chain(times).collect()
    });
    table(TRAFFIC_HEAD, rows)
}

/// A row for each request.
pub fn requests_csv(records: &[Record]) -> String {
    let rows = records.iter().map(|record| {
        let last = record.attempts.last();
        let attempts: Vec<String> = record.attempts.iter().map(attempt).collect();
        vec![
            timestamp_ms(record.at),
            record.request_id.clone(),
            match record.client {
                Client::Page => "page".to_owned(),
                Client::Api => "api".to_owned(),
            },
            record.is_stream.to_string(),
            record.is_rescue.to_string(),
            record.outcome.as_str().to_owned(),
            last.map(|last| last.provider.to_string()).unwrap_or_default(),
            last.map(|last| last.model.clone()).unwrap_or_default(),
            attempts.join("; "),
            optional(record.first_words_ms),
            record.total_ms.to_string(),
            record.ending.map_or("", ending).to_owned(),
            optional(record.tokens.map(|tokens| tokens.input)),
            optional(record.tokens.map(|tokens| tokens.output)),
            record.is_from_cache.to_string(),
            record.colo.clone().unwrap_or_default(),
        ]
    });
    table(REQUESTS_HEAD, rows)
}

const fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Whole => "whole",
        Ending::Broken => "broken",
        Ending::Left => "left",
    }
}

fn attempt(attempt: &Attempt) -> String {
    format!("{} {} {} ms", attempt.provider, attempt.outcome.as_str(), attempt.ms)
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn table(head: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
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
