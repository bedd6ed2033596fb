//! The management API of AI Gateway.
//! <https://developers.cloudflare.com/api/resources/ai_gateway/>

use crate::http;
use anyhow::{Result, bail};
use gateway::{
    http::{HttpRequest, bearer},
    reading::ErrorFacts,
    secret::Secret,
    settings::Cloudflare,
};
use serde_json::{Value, json};

/// The limits of a new gateway.
pub(super) struct Limits {
    /// How long it may repeat an answer, in seconds; 0 for never.
    pub(super) cache_ttl_s: u64,
    /// The most requests in a minute; 0 for any number.
    pub(super) requests_a_minute: u64,
}

/// The ids of the account's gateways, or why they cannot be listed.
pub(super) fn list(cloudflare: &Cloudflare) -> Result<Vec<String>, String> {
    let result = call(cloudflare, "?per_page=100", None, "Read").map_err(|error| error.to_string())?;
    let ids = result.as_array().into_iter().flatten().filter_map(|gateway| gateway["id"].as_str());
    Ok(ids.map(str::to_owned).collect())
}

/// Creates a gateway. It keeps no log, which would hold what visitors write; the dashboard can switch it on.
pub(super) fn create(cloudflare: &Cloudflare, id: &str, limits: &Limits) -> Result<()> {
    let body = json!({
        "id": id,
        "authentication": true,
        "collect_logs": false,
        "cache_ttl": limits.cache_ttl_s,
        "cache_invalidate_on_update": false,
        "rate_limiting_interval": 60,
        "rate_limiting_limit": limits.requests_a_minute,
        "rate_limiting_technique": "sliding",
    });
    call(cloudflare, "", Some(body.to_string()), "Edit").map(drop)
}

fn call(cloudflare: &Cloudflare, query: &str, body: Option<String>, permission: &str) -> Result<Value> {
    let (Some(account), Some(token)) = (&cloudflare.account_id, &cloudflare.token) else {
        bail!("it takes CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN");
    };
    let request = HttpRequest {
        url: format!("{}/accounts/{account}/ai-gateway/gateways{query}", cloudflare.base_url),
        headers: vec![("authorization", bearer(token)), ("content-type", Secret::new("application/json"))],
        body,
    };
    let Ok((head, body)) = http::send(&request) else { bail!("Cloudflare cannot be reached") };
    let json: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    match head.status {
        200..=299 if json["success"] == true => Ok(json["result"].clone()),
        401 | 403 => {
            bail!("the token may not do it: it takes the permission Account · AI Gateway · {permission}")
        }
        status => {
            let codes = ErrorFacts::read(&body).codes;
            bail!("Cloudflare answered {status}, codes {codes:?}; `cargo xtask doctor` may say why")
        }
    }
}
