//! Cloudflare Workers AI: through the `AI` binding, which needs no token, or else with a token.

use super::{
    ai_gateway,
    models::{DEFAULT_WORKERS_AI_MODEL, models_or},
    provider::{Dialect, Provider, Setup, Target},
};
use crate::{http::bearer, settings::Settings};
use wire::ProviderId;

/// `None` if the owner has not set it up.
pub(super) fn setup(settings: &Settings) -> Option<Setup> {
    let cloudflare = &settings.cloudflare;
    let ready = |target, dialect| {
        let models = models_or(&settings.workers_ai_models, DEFAULT_WORKERS_AI_MODEL);
        Some(Setup::Ready(Provider::new(ProviderId::WorkersAi, models, target, dialect)))
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
