//! What a service looks at before it answers: the credentials, the body, and the fields that its model takes.

use crate::{
    account::Account,
    errors,
    reply::Reply,
    route::{AI_GATEWAY, Dialect, OPENAI, Target, WORKERS_AI},
    scenario::Fault,
};
use hyper::HeaderMap;
use serde_json::Value;

/// The services' own look at the credentials.
pub(crate) fn refuse_credentials(target: &Target, headers: &HeaderMap, account: &Account) -> Option<Reply> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = text("authorization").strip_prefix("Bearer ").unwrap_or(text("x-goog-api-key"));
    let is_good = !["invalid", "disabled", "expired"].iter().any(|word| token.contains(word));
    // A request to `/v1/{account}/ai/run/...` calls its gateway `ai` by mistake.
    if target.gateway.as_ref().is_some_and(|gateway| !account.has_gateway(gateway)) {
        return errors::for_fault(AI_GATEWAY, Fault::GatewayMissing);
    }
    let gateway_token = text("cf-aig-authorization");
    // Through the API, the gateway takes the token that asks.
    let is_missing = gateway_token.is_empty()
        && !headers.contains_key("cf-aig-gateway-id")
        && target.gateway.as_ref().is_some_and(|gateway| account.is_guarded(gateway));
    if is_missing || gateway_token.contains("invalid") {
        return errors::for_fault(AI_GATEWAY, Fault::GatewayUnauthorized);
    }
    // A compatible service on one's own machine wants no key.
    let needs_token = target.provider != OPENAI;
    let is_cloudflare = matches!(target.provider, WORKERS_AI | AI_GATEWAY);
    // On the older host, the token is the provider's alone.
    let may_not = is_cloudflare && !account.may_chat(headers.contains_key("cf-aig-gateway-id"));
    let refused = !is_good || may_not || (needs_token && token.is_empty());
    refused.then(|| errors::for_fault(target.provider, Fault::Unauthorized)).flatten()
}

pub(crate) fn refuse_body(target: &Target, dialect: &Dialect, body: &Value) -> Option<Reply> {
    let list = if matches!(dialect, Dialect::GeminiNative { .. }) { "contents" } else { "messages" };
    let is_empty = body.get(list).and_then(Value::as_array).is_none_or(Vec::is_empty);
    is_empty.then(|| errors::for_fault(target.provider, Fault::BadRequest)).flatten()
}

pub(crate) fn refuse_field(target: &Target, body: &Value, refused: &[String]) -> Option<Reply> {
    let field = refused.iter().find(|name| body.get(*name).is_some())?;
    Some(errors::unsupported_field(target.provider, field))
}
