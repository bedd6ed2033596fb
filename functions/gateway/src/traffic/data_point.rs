//! A request as a data point of Workers Analytics Engine, for sites that outgrow D1
//! (<https://developers.cloudflare.com/analytics/analytics-engine/get-started/>).

use serde_json::{Value, json};
use wire::{
    ProviderId,
    traffic::{Ending, Record},
};

/// The point in JSON: `indexes`, `blobs` and `doubles`, whose order is that of the queries in `functions/TRAFFIC.md`, so new
/// ones come last. A point takes one index, 20 blobs and 20 doubles
/// (<https://developers.cloudflare.com/analytics/analytics-engine/limits/>). A double that is not known is -1.
pub fn data_point(record: &Record) -> String {
    let last = record.attempts.last();
    let provider = last.map_or("", |last| last.provider.as_str());
    let asked: Vec<&str> =
        record.attempts.iter().map(|attempt| attempt.provider).map(ProviderId::as_str).collect();
    let failures: Vec<&str> = record.attempts.iter().map(|attempt| attempt.outcome.as_str()).collect();
    let known = |number: Option<u64>| number.map_or_else(|| json!(-1), |number| json!(number));
    let tokens = record.tokens;
    let point: Value = json!({
        // Where points are sampled, each provider keeps its share.
        "indexes": [provider],
        "blobs": [
            record.request_id,
            provider,
            last.map_or("", |last| last.model.as_str()),
            record.outcome.as_str(),
            record.client.as_str(),
            record.ending.map_or("", Ending::as_str),
            record.colo.as_deref().unwrap_or_default(),
            asked.join(" "),
            failures.join(" "),
        ],
        "doubles": [
            record.total_ms,
            known(record.first_words_ms.map(u64::from)),
            record.attempts.len(),
            known(tokens.map(|tokens| tokens.input)),
            known(tokens.map(|tokens| tokens.output)),
            u8::from(record.is_stream),
            u8::from(record.is_rescue),
            u8::from(record.is_from_cache),
        ],
    });
    point.to_string()
}
