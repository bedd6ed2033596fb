//! AI Gateway's log, as `GET /accounts/{id}/ai-gateway/gateways/{gateway}/logs` lists it
//! (<https://developers.cloudflare.com/api/resources/ai_gateway/subresources/logs/methods/list/>): what was asked
//! through a gateway, and rows of the past that a test has added by `POST /_emulator/gateway-log`.

use crate::{
    account::Account,
    errors,
    gateway_log_query::LogQuery,
    journal::{Entry, Journal, rfc3339},
    reply::Reply,
    route::Target,
    scenario::{Fault, lock},
};
use hyper::HeaderMap;
use serde_json::{Value, json};
use std::sync::Mutex;

/// The emulator's own prices, in US dollars for a token, so that there is a cost to add up.
const INPUT_PRICE: f64 = 1e-6;
const OUTPUT_PRICE: f64 = 2e-6;

/// Rows that tests have added: the gateway's id, and the row.
#[derive(Debug, Default)]
pub(crate) struct GatewayLog(Mutex<Vec<(String, Value)>>);

impl GatewayLog {
    pub(crate) fn reset(&self) {
        lock(&self.0).clear();
    }

    /// Adds rows to a gateway's log: `{"gateway": "default", "rows": [{"created_at": "...", ...}]}`. What a row leaves
    /// out is as in a good answer. Returns how many rows there are; `None` if a row has no time.
    pub(crate) fn add(&self, body: &Value) -> Option<usize> {
        let mut all = lock(&self.0);
        let gateway = body["gateway"].as_str().unwrap_or("default");
        let rows = body["rows"].as_array()?;
        let new: Option<Vec<_>> =
            rows.iter().enumerate().map(|(at, given)| past_row(all.len() + at, given)).collect();
        all.extend(new?.into_iter().map(|row| (gateway.to_owned(), row)));
        Some(all.len())
    }

    /// A page of a gateway's log.
    pub(crate) fn respond(&self, journal: &Journal, gateway: &str, query: Option<&str>) -> Reply {
        let Some(query) = LogQuery::read(query.unwrap_or_default()) else {
            return errors::cloudflare(400, &[(7001, "Input validation failed")]);
        };
        let asked = journal.list();
        let past = lock(&self.0).clone();
        let past = past.into_iter().filter(|(of, _)| of == gateway).map(|(_, row)| row);
        let rows: Vec<Value> = asked.iter().filter_map(|entry| row(entry, gateway)).chain(past).collect();
        let (page, total) = query.select(rows);
        let info = json!({ "count": page.len(), "page": query.page, "per_page": query.per_page, "total_count": total });
        Reply::json(
            200,
            &json!({ "result": page, "result_info": info, "success": true, "errors": [], "messages": [] }),
        )
    }
}

/// Whether a chat reaches a gateway that logs it.
pub(crate) fn takes(target: &Target, headers: &HeaderMap, fault: Fault, account: &Account) -> bool {
    let is_before = fault.is_before_gateway();
    target.gateway.as_ref().is_some_and(|gateway| !is_before && account.collects_logs(gateway, headers))
}

/// The headers of an answer that came through a gateway.
pub(crate) fn headers(target: &Target, log_id: &str) -> Vec<(&'static str, String)> {
    if target.gateway.is_none() {
        return Vec::new();
    }
    vec![
        ("cf-aig-cache-status", "MISS".to_owned()),
        ("cf-aig-log-id", log_id.to_owned()),
        ("cf-aig-step", "0".to_owned()),
    ]
}

fn past_row(at: usize, given: &Value) -> Option<Value> {
    given["created_at"].as_str()?;
    let mut row = json!({
        "id": format!("01PAST{at:020}"), "cached": false, "cost": 0.0, "custom_cost": false, "duration": 500,
        "metadata": null, "model": "@cf/google/gemma-4-26b-a4b-it", "model_type": "chat", "path": "chat/completions",
        "provider": "workers-ai", "request_content_type": "application/json", "request_type": "",
        "response_content_type": "application/json", "status_code": 200, "step": 0, "success": true,
        "tokens_in": 10, "tokens_out": 20,
    });
    row.as_object_mut()?.extend(given.as_object()?.clone());
    Some(row)
}

/// The row of a request that has ended and went through a gateway that logs.
fn row(entry: &Entry, gateway: &str) -> Option<Value> {
    let through = entry.through.as_ref().filter(|through| through.gateway == gateway)?;
    let (status, ended_at) = (entry.status?, entry.ended_at?);
    let (provider, model) = names(&through.model);
    let is_stream = entry.body["stream"] == true;
    let (input, output) = if status < 400 {
        // Of a stream that broke off, what was sent counts.
        let sent = if is_stream { entry.chunks_sent } else { through.output_tokens };
        (through.input_tokens, sent)
    } else {
        (0, 0)
    };
    Some(json!({
        "id": entry.log_id(),
        "cached": false,
        "cost": input as f64 * INPUT_PRICE + output as f64 * OUTPUT_PRICE,
        "custom_cost": false,
        "created_at": rfc3339(entry.received_at),
        "duration": ended_at - entry.received_at,
        "metadata": entry.headers.get("cf-aig-metadata"),
        "model": model,
        "model_type": "chat",
        "path": "chat/completions",
        "provider": provider,
        "request_content_type": "application/json",
        "request_type": "",
        "response_content_type": if is_stream { "text/event-stream" } else { "application/json" },
        "status_code": status,
        "step": 0,
        "success": status < 400,
        "tokens_in": input,
        "tokens_out": output,
    }))
}

/// The provider and the model in the log, from the name that was asked for.
fn names(model: &str) -> (&str, &str) {
    let model = model.strip_prefix("workers-ai/").unwrap_or(model);
    match model.split_once('/') {
        Some(("google" | "google-ai-studio", name)) => ("google-ai-studio", name),
        Some((author, name)) if !author.starts_with('@') => (author, name),
        _ => ("workers-ai", model),
    }
}
