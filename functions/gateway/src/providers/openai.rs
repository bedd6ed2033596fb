//! Any OpenAI-compatible service: OpenAI itself, Ollama, OpenRouter, Groq, DeepSeek and so on.

use super::{Dialect, Provider, Readiness, Target, bearer, models};
use crate::settings::Settings;
use wire::ProviderId;

/// Where a key without an address belongs.
const DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";
/// Only right at OpenAI; any other service's owner sets `OPENAI_MODEL`.
const DEFAULT_MODEL: &str = "gpt-5-mini";

pub(super) fn configure(settings: &Settings) -> Readiness {
    let openai = &settings.openai;
    if openai.base_url.is_none() && openai.key.is_none() {
        return Readiness::Off;
    }
    let base = openai.base_url.as_deref().unwrap_or(DEFAULT_BASE_URL);
    // OpenAI's own newer models refuse `max_tokens`; other services know no other name.
    let is_openai = base.starts_with("https://api.openai.com/");
    Readiness::Ready(Provider {
        id: ProviderId::Openai,
        models: models(openai.model.as_ref(), DEFAULT_MODEL),
        target: Target::Http(
            format!("{base}/chat/completions"),
            // A service on one's own machine, such as Ollama, wants no key.
            openai.key.iter().map(|key| ("authorization", bearer(key))).collect(),
        ),
        dialect: Dialect {
            max_tokens_name: is_openai.then_some("max_completion_tokens"),
            counts_when_asked: is_openai,
            ..Dialect::default()
        },
    })
}
