//! Cloudflare Workers AI: through the `AI` binding, which needs no token, or else with a token.

use super::{DEFAULT_WORKERS_AI_MODEL, Dialect, Provider, Readiness, Target, ai_gateway, bearer, models};
use crate::settings::Settings;
use wire::ProviderId;

pub(super) fn configure(settings: &Settings) -> Readiness {
    let cloudflare = &settings.cloudflare;
    let ready = |target, dialect| {
        let models = models(settings.workers_ai_model.as_ref(), DEFAULT_WORKERS_AI_MODEL);
        Readiness::Ready(Provider { id: ProviderId::WorkersAi, models, target, dialect, spare: None })
    };
    if settings.has_ai_binding {
        // A gateway that is a provider of its own is not in the way here: it may be what is broken.
        let is_own_provider = settings.order.contains(&ProviderId::AiGateway);
        let options = ai_gateway::binding_options(settings).filter(|_| !is_own_provider);
        return ready(Target::Binding(options.unwrap_or_default()), Dialect::default());
    }
    match (&cloudflare.account_id, &cloudflare.token) {
        (None, None) => Readiness::Off,
        (None, Some(_)) => Readiness::Incomplete(vec!["CLOUDFLARE_ACCOUNT_ID"]),
        (Some(_), None) => Readiness::Incomplete(vec!["CLOUDFLARE_API_TOKEN"]),
        (Some(account), Some(token)) => ready(
            Target::Http(
                format!("{}/accounts/{account}/ai/v1/chat/completions", cloudflare.base_url),
                vec![("authorization", bearer(token))],
            ),
            Dialect { can_reject_if_busy: true, ..Dialect::default() },
        ),
    }
}
