//! Cloudflare AI Gateway: through the Cloudflare API (`cf-aig-gateway-id`), which its documentation recommends for new
//! work; through its older host where `AI_GATEWAY_BASE_URL` names one; through the `AI` binding where there is no token.

use super::{
    models::{DEFAULT_WORKERS_AI_MODEL, models_or},
    provider::{Dialect, Provider, Setup, Target},
};
use crate::{http::bearer, secret::Secret, settings::Settings};
use serde_json::{Map, Value, json};
use wire::ProviderId;

/// `None` if the owner has not set it up.
pub(super) fn setup(settings: &Settings) -> Option<Setup> {
    let (cloudflare, gateway) = (&settings.cloudflare, &settings.ai_gateway);
    let gateway_id = gateway.id.as_deref()?;
    let ready = |target, dialect| {
        let models = models_or(&gateway.models, DEFAULT_WORKERS_AI_MODEL);
        Some(Setup::Ready(Provider::new(ProviderId::AiGateway, models, target, dialect)))
    };
    let (Some(account), Some(token)) = (&cloudflare.account_id, &cloudflare.token) else {
        if settings.has_ai_binding {
            let options = binding_options(settings).unwrap_or_default();
            return ready(Target::Binding { options }, Dialect::default());
        }
        let required = [
            ("CLOUDFLARE_ACCOUNT_ID", cloudflare.account_id.is_some()),
            ("CLOUDFLARE_API_TOKEN", cloudflare.token.is_some()),
        ];
        let missing = required.into_iter().filter(|(_, is_set)| !is_set).map(|(name, _)| name);
        return Some(Setup::Incomplete(missing.collect()));
    };
    let mut headers = headers(settings, token);
    match &gateway.base_url {
        None => {
            headers.push(("cf-aig-gateway-id", Secret::new(gateway_id)));
            let url = format!("{}/accounts/{account}/ai/v1/chat/completions", cloudflare.base_url);
            let dialect = Dialect { can_reject_if_busy: true, retries_by_itself: true, ..Dialect::default() };
            ready(Target::Http { url, headers }, dialect)
        }
        Some(base_url) => {
            let url = format!("{base_url}/{account}/{gateway_id}/compat/chat/completions");
            let dialect =
                Dialect { model_name: Some(older_model_name), retries_by_itself: true, ..Dialect::default() };
            ready(Target::Http { url, headers }, dialect)
        }
    }
}

/// Unless the owner says otherwise, the gateway stores no prompts and answers nothing from its cache, since the site is
/// public.
fn headers(settings: &Settings, token: &Secret) -> Vec<(&'static str, Secret)> {
    let gateway = &settings.ai_gateway;
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
    headers
}

/// Options that lead `env.AI.run` through the gateway, if there is one. The binding cannot log a request without its
/// prompts, so it logs nothing unless the owner allows prompts to be stored.
pub(super) fn binding_options(settings: &Settings) -> Option<Map<String, Value>> {
    let gateway = &settings.ai_gateway;
    let mut options = json!({ "id": gateway.id.as_ref()?, "collectLog": gateway.log_payload });
    match gateway.cache_ttl_s {
        Some(seconds) => options["cacheTtl"] = seconds.into(),
        None => options["skipCache"] = true.into(),
    }
    Some(Map::from_iter([("gateway".to_owned(), options)]))
}

/// The name of a model at the older host, which puts the provider first and has another name for Google.
fn older_model_name(model: &str) -> String {
    match model.strip_prefix("google/") {
        Some(rest) => format!("google-ai-studio/{rest}"),
        None if model.starts_with("@cf/") => format!("workers-ai/{model}"),
        None => model.to_owned(),
    }
}
