//! Google Gemini, through its OpenAI-compatible path.

use super::{Dialect, Provider, Readiness, Target, bearer, models};
use crate::settings::Settings;
use wire::ProviderId;

/// Google's alias for the newest Flash model, so that a retired model does not take a site down.
const DEFAULT_MODEL: &str = "gemini-flash-latest";

pub(super) fn configure(settings: &Settings) -> Readiness {
    let Some(key) = &settings.gemini.key else { return Readiness::Off };
    Readiness::Ready(Provider {
        id: ProviderId::Gemini,
        models: models(settings.gemini.model.as_ref(), DEFAULT_MODEL),
        target: Target::Http(
            format!("{}/openai/chat/completions", settings.gemini.base_url),
            vec![("authorization", bearer(key))],
        ),
        dialect: Dialect { counts_when_asked: true, ..Dialect::default() },
    })
}
