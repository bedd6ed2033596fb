//! Cloudflare Workers AI, with a token.

use super::{DEFAULT_WORKERS_AI_MODEL, Dialect, Provider, Readiness, bearer, models};
use crate::settings::Settings;
use wire::ProviderId;

pub(super) fn configure(settings: &Settings) -> Readiness {
    let cloudflare = &settings.cloudflare;
    match (&cloudflare.account_id, &cloudflare.token) {
        (None, None) => Readiness::Off,
        (None, Some(_)) => Readiness::Incomplete(vec!["CLOUDFLARE_ACCOUNT_ID"]),
        (Some(_), None) => Readiness::Incomplete(vec!["CLOUDFLARE_API_TOKEN"]),
        (Some(account), Some(token)) => Readiness::Ready(Provider {
            id: ProviderId::WorkersAi,
            models: models(settings.workers_ai_model.as_ref(), DEFAULT_WORKERS_AI_MODEL),
            url: format!("{}/accounts/{account}/ai/v1/chat/completions", cloudflare.base_url),
            headers: vec![("authorization", bearer(token))],
            dialect: Dialect { can_reject_if_busy: true, ..Dialect::default() },
        }),
    }
}
