//! Cloudflare AI Gateway. Through the Cloudflare API (`cf-aig-gateway-id`), which its documentation
//! recommends for new work; through the older host where `AI_GATEWAY_BASE_URL` names one; through the
//! `AI` binding where there is no token.

use super::{DEFAULT_WORKERS_AI_MODEL, Dialect, Provider, Readiness, Target, bearer, missing, models};
use crate::{secret::Secret, settings::Settings};
use serde_json::{Map, Value, json};
use wire::ProviderId;

pub(super) fn configure(settings: &Settings) -> Readiness {
    let (cloudflare, gateway) = (&settings.cloudflare, &settings.ai_gateway);
    let Some(gateway_id) = &gateway.id else { return Readiness::Off };
    let models = models(gateway.model.as_ref(), DEFAULT_WORKERS_AI_MODEL);
    let ready = |target, dialect| {
        Readiness::Ready(Provider { id: ProviderId::AiGateway, models, target, dialect, spare: None })
    };
    let (Some(account), Some(token)) = (&cloudflare.account_id, &cloudflare.token) else {
        if settings.has_ai_binding {
            let options = binding_options(settings).unwrap_or_default();
            return ready(Target::Binding(options), Dialect::default());
        }
        return Readiness::Incomplete(missing(&[
            ("CLOUDFLARE_ACCOUNT_ID", cloudflare.account_id.is_some()),
            ("CLOUDFLARE_API_TOKEN", cloudflare.token.is_some()),
        ]));
    };
    // Unless its owner says otherwise, a public site stores no prompts at the gateway, and wants
    // fresh answers.
    let mut headers = vec![
        ("authorization", bearer(token)),
        ("cf-aig-collect-log-payload", Secret::new(gateway.log_payload.to_string())),
        match gateway.cache_ttl_s {
            Some(seconds) => ("cf-aig-cache-ttl", Secret::new(seconds.to_string())),
            None => ("cf-aig-skip-cache", Secret::new("true")),
        },
    ];
    if let Some(token) = &gateway.token {
        headers.push(("cf-aig-authorization", bearer(token)));
    }
    let (url, dialect) = match &gateway.base_url {
        None => {
            headers.push(("cf-aig-gateway-id", Secret::new(gateway_id.as_str())));
            let url = format!("{}/accounts/{account}/ai/v1/chat/completions", cloudflare.base_url);
            (url, Dialect { can_reject_if_busy: true, retries_by_itself: true, ..Dialect::default() })
        }
        Some(base) => {
            let url = format!("{base}/{account}/{gateway_id}/compat/chat/completions");
            (url, Dialect { model_name: Some(older_name), retries_by_itself: true, ..Dialect::default() })
        }
    };
    ready(Target::Http(url, headers), dialect)
}

/// Options for `env.AI.run` that lead through the gateway, if there is one. The binding knows of no
/// log without prompts, so there is none unless the owner lets prompts be stored.
pub(super) fn binding_options(settings: &Settings) -> Option<Map<String, Value>> {
    let gateway = &settings.ai_gateway;
    let mut options = json!({ "id": gateway.id.as_ref()?, "collectLog": gateway.log_payload });
    match gateway.cache_ttl_s {
        Some(seconds) => options["cacheTtl"] = seconds.into(),
        None => options["skipCache"] = true.into(),
    }
    Some(Map::from_iter([("gateway".to_owned(), options)]))
}

/// A model's name on the older host, which puts the provider first and calls Google's another name.
fn older_name(model: &str) -> String {
    match model.strip_prefix("google/") {
        Some(rest) => format!("google-ai-studio/{rest}"),
        None if model.starts_with("@cf/") => format!("workers-ai/{model}"),
        None => model.to_owned(),
    }
}
