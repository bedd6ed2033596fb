//! Cloudflare Workers AI: through the `AI` binding, which needs no token, or else with a token.

use super::{
    ai_gateway,
    provider::{DEFAULT_WORKERS_AI_MODEL, Dialect, Provider, Setup, Target},
};
use crate::{http::bearer, settings::Settings};
use wire::ProviderId;

/// `None` if the owner has not set it up.
pub(super) fn setup(settings: &Settings) -> Option<Setup> {
    let cloudflare = &settings.cloudflare;
    let ready = |target, dialect| {
        let model = settings.workers_ai_model.clone().unwrap_or_else(|| DEFAULT_WORKERS_AI_MODEL.to_owned());
        Some(Setup::Ready(Provider::new(ProviderId::WorkersAi, model, target, dialect)))
    };
    if settings.has_ai_binding {
        // Where the gateway is a provider of its own, this one avoids it: the gateway may be what is broken.
        let is_own_provider = settings.order.contains(&ProviderId::AiGateway);
        let options = ai_gateway::binding_options(settings).filter(|_| !is_own_provider).unwrap_or_default();
        return ready(Target::Binding { options }, Dialect::default());
    }
    match (&cloudflare.account_id, &cloudflare.token) {
        (None, None) => None,
        (None, Some(_)) => Some(Setup::Incomplete(vec!["CLOUDFLARE_ACCOUNT_ID"])),
        (Some(_), None) => Some(Setup::Incomplete(vec!["CLOUDFLARE_API_TOKEN"])),
        (Some(account), Some(token)) => ready(
            Target::Http {
                url: format!("{}/accounts/{account}/ai/v1/chat/completions", cloudflare.base_url),
                headers: vec![("authorization", bearer(token))],
            },
            Dialect { can_reject_if_busy: true, ..Dialect::default() },
        ),
    }
}
