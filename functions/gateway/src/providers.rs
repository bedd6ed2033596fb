//! The providers as data, with one small adapter each: when it is on, its models, and the request
//! it wants. All are asked in the OpenAI dialect.

mod ai_gateway;
mod gemini;
mod openai;
mod workers_ai;

use crate::{ask::Ask, secret::Secret, settings::Settings};
use serde_json::{Map, Value, json};
use std::hash::{DefaultHasher, Hash, Hasher};
use wire::ProviderId;

/// Workers AI's default model: in the catalogue's own examples, on the free plan, good in Chinese,
/// and 27,273 neurons for a million tokens of output (Workers AI pricing page, 2026).
const DEFAULT_WORKERS_AI_MODEL: &str = "@cf/google/gemma-4-26b-a4b-it";

/// A provider that the owner has configured.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Which one.
    pub id: ProviderId,
    /// Models that can be asked for, the default first; never empty.
    pub models: Vec<String>,
    /// Where chat completions are asked for.
    url: String,
    /// Headers of every request, credentials among them.
    headers: Vec<(&'static str, Secret)>,
    /// How its requests differ from the plain dialect.
    dialect: Dialect,
}

/// How a provider's requests differ from the plain OpenAI dialect.
#[derive(Clone, Copy, Debug, Default)]
struct Dialect {
    /// It queues when it is busy, unless told not to.
    can_reject_if_busy: bool,
    /// It retries by itself, unless told not to.
    retries_by_itself: bool,
    /// It wants `max_completion_tokens` for `max_tokens`.
    max_completion_tokens: bool,
    /// How it spells a model's name.
    model_name: Option<fn(&str) -> String>,
}

/// Whether a provider can be asked.
#[derive(Clone, Debug)]
pub enum Readiness {
    /// Nothing of it is set.
    Off,
    /// Some of it is set; these settings are missing.
    Incomplete(Vec<&'static str>),
    /// It can be asked.
    Ready(Provider),
}

/// A request to a provider: a POST of JSON. It holds credentials, so it cannot be printed.
pub struct UpstreamRequest {
    /// Where to.
    pub url: String,
    /// Names and values; all values are treated as secrets.
    pub headers: Vec<(&'static str, Secret)>,
    /// JSON.
    pub body: String,
}

/// How ready each provider of the chain is, in the owner's order, without those that are off.
pub fn chain(settings: &Settings) -> Vec<(ProviderId, Readiness)> {
    let configure = |id| match id {
        ProviderId::AiGateway => ai_gateway::configure(settings),
        ProviderId::WorkersAi => workers_ai::configure(settings),
        ProviderId::Gemini => gemini::configure(settings),
        ProviderId::Openai => openai::configure(settings),
    };
    let all = settings.order.iter().map(|&id| (id, configure(id)));
    all.filter(|(_, readiness)| !matches!(readiness, Readiness::Off)).collect()
}

/// Tells whether two isolates have the same providers, set up in the same way: what is known of the
/// health of one chain says nothing of another's, such as the one before a token was changed.
pub fn fingerprint(chain: &[(ProviderId, Readiness)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (id, readiness) in chain {
        id.hash(&mut hasher);
        if let Readiness::Ready(provider) = readiness {
            (&provider.url, &provider.models).hash(&mut hasher);
            provider.headers.iter().for_each(|(name, value)| (name, value.reveal()).hash(&mut hasher));
        }
    }
    hasher.finish()
}

impl Provider {
    /// The request that asks this provider. `is_last` says that no other provider is left, so that
    /// waiting in its queue is better than nothing.
    pub fn request(&self, ask: &Ask, model: &str, is_last: bool) -> UpstreamRequest {
        let mut body = ask.parameters();
        let model = self.dialect.model_name.map_or_else(|| model.to_owned(), |spell| spell(model));
        body.insert("model".to_owned(), Value::String(model));
        let limit = if self.dialect.max_completion_tokens { "max_completion_tokens" } else { "max_tokens" };
        body.insert(limit.to_owned(), ask.max_tokens().into());
        if self.dialect.can_reject_if_busy && !is_last {
            body.insert("options".to_owned(), json!({ "rejectIfBusy": true }));
        }
        let accept = if ask.stream() { "text/event-stream" } else { "application/json" };
        let mut headers = self.headers.clone();
        // A gateway that retries waits without limit on its last attempt: move on instead.
        if self.dialect.retries_by_itself && !is_last {
            headers.push(("cf-aig-max-attempts", Secret::new("1")));
        }
        headers.push(("accept", Secret::new(accept)));
        headers.push(("content-type", Secret::new("application/json")));
        UpstreamRequest { url: self.url.clone(), headers, body: encode(body) }
    }
}

fn encode(body: Map<String, Value>) -> String {
    Value::Object(body).to_string()
}

fn bearer(token: &Secret) -> Secret {
    Secret::new(format!("Bearer {}", token.reveal()))
}

fn models(configured: Option<&String>, default: &str) -> Vec<String> {
    vec![configured.cloned().unwrap_or_else(|| default.to_owned())]
}

/// The names of the settings that are not there.
fn missing(required: &[(&'static str, bool)]) -> Vec<&'static str> {
    required.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests;
