//! The providers as data: when each is on, its models, and the request it wants. All are asked in the OpenAI dialect.
//! Those that are more than an address and a key have a small adapter; the others, `service`, are a file each in
//! `functions/providers`.

mod ai_gateway;
mod service;
mod workers_ai;

pub use service::{Names, Pages, SERVICES, Service};

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
    target: Target,
    /// How its requests differ from the plain dialect.
    dialect: Dialect,
    /// The same with the secret that is to take this one's place.
    spare: Option<Box<Self>>,
}

/// Where chat completions are asked for.
#[derive(Clone, Debug)]
enum Target {
    /// Over HTTP: an address, and headers of every request, credentials among them.
    Http(String, Vec<(&'static str, Secret)>),
    /// Through the `AI` binding, with options of every request.
    Binding(Map<String, Value>),
}

/// How a provider's requests differ from the plain OpenAI dialect.
#[derive(Clone, Copy, Debug, Default)]
struct Dialect {
    /// It queues when it is busy, unless told not to.
    can_reject_if_busy: bool,
    /// It retries by itself, unless told not to.
    retries_by_itself: bool,
    /// What it calls `max_tokens`, if it has another name for it.
    max_tokens_name: Option<&'static str>,
    /// It counts the tokens of a stream when it is asked to.
    counts_when_asked: bool,
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

/// A request to a provider.
pub enum UpstreamRequest {
    /// Over HTTP.
    Http(HttpRequest),
    /// Through the `AI` binding.
    Binding(BindingRequest),
}

impl UpstreamRequest {
    /// Tells whether two requests are the same, credentials included.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::Http(request) => {
                request.body.hash(&mut hasher);
                hash_http(&request.url, &request.headers, &mut hasher);
            }
            Self::Binding(request) => (&request.model, &request.inputs, &request.options).hash(&mut hasher),
        }
        hasher.finish()
    }
}

fn hash_http(url: &str, headers: &[(&'static str, Secret)], hasher: &mut DefaultHasher) {
    url.hash(hasher);
    for (name, value) in headers {
        (name, value.reveal()).hash(hasher);
    }
}

/// A POST of JSON, or a GET. It holds credentials, so it cannot be printed.
pub struct HttpRequest {
    /// Where to.
    pub url: String,
    /// Names and values; all values are treated as secrets.
    pub headers: Vec<(&'static str, Secret)>,
    /// JSON; without it, this is a GET.
    pub body: Option<String>,
}

impl HttpRequest {
    /// `GET` or `POST`.
    pub const fn method(&self) -> &'static str {
        if self.body.is_some() { "POST" } else { "GET" }
    }
}

/// A call of `env.AI.run(model, inputs, options)`.
/// <https://developers.cloudflare.com/workers-ai/configuration/bindings/>
pub struct BindingRequest {
    /// `@cf/author/name`, or `author/name` through a gateway.
    pub model: String,
    /// JSON.
    pub inputs: String,
    /// JSON.
    pub options: String,
    /// As it went into the inputs.
    pub max_tokens: u32,
}

/// How ready each provider of the chain is, in the owner's order, without those that are off.
pub fn chain(settings: &Settings) -> Chain {
    let configure = |id| match id {
        ProviderId::AiGateway => ai_gateway::configure(settings),
        ProviderId::WorkersAi => workers_ai::configure(settings),
        service => Service::of(service).map_or(Readiness::Off, |service| service.configure(settings)),
    };
    let all = settings.order.iter().map(|&id| (id, configure(id)));
    let mut chain: Chain = all.filter(|(_, readiness)| !matches!(readiness, Readiness::Off)).collect();
    if let Some(rotated) = settings.rotated() {
        for ((_, now), (_, next)) in chain.iter_mut().zip(self::chain(&rotated)) {
            if let (Readiness::Ready(now), Readiness::Ready(next)) = (now, next)
                && now.fingerprint() != next.fingerprint()
            {
                now.spare = Some(Box::new(next));
            }
        }
    }
    chain
}

/// How ready each provider is, in the order in which they are asked.
pub type Chain = Vec<(ProviderId, Readiness)>;

/// Tells whether two isolates have the same providers, set up in the same way: what is known of the
/// health of one chain says nothing of another's, such as the one before a token was changed.
pub fn fingerprint(chain: &[(ProviderId, Readiness)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (id, readiness) in chain {
        id.hash(&mut hasher);
        if let Readiness::Ready(provider) = readiness {
            (provider.fingerprint(), provider.spare().map(Provider::fingerprint)).hash(&mut hasher);
        }
    }
    hasher.finish()
}

impl Provider {
    /// The same with the secret that is to take this one's place, while there are both.
    pub fn spare(&self) -> Option<&Self> {
        self.spare.as_deref()
    }

    /// Both, in the order in which they are asked: the one that is known to work first.
    pub fn by_key(&self, spare_works: bool) -> (&Self, Option<&Self>) {
        match self.spare() {
            Some(spare) if spare_works => (spare, Some(self)),
            spare => (self, spare),
        }
    }

    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.models.hash(&mut hasher);
        match &self.target {
            Target::Http(url, headers) => hash_http(url, headers, &mut hasher),
            Target::Binding(options) => encode(options).hash(&mut hasher),
        }
        hasher.finish()
    }

    /// The request that asks this provider. `is_last` says that no other provider is left, so that
    /// waiting in its queue is better than nothing.
    pub fn request(&self, ask: &Ask, model: &str, is_last: bool) -> UpstreamRequest {
        match &self.target {
            Target::Http(url, headers) => {
                UpstreamRequest::Http(self.http_request(url, headers, ask, model, is_last))
            }
            Target::Binding(options) => {
                UpstreamRequest::Binding(binding_request(options, ask, model, is_last))
            }
        }
    }

    fn http_request(
        &self,
        url: &str,
        headers: &[(&'static str, Secret)],
        ask: &Ask,
        model: &str,
        is_last: bool,
    ) -> HttpRequest {
        let mut body = ask.parameters();
        let model = self.dialect.model_name.map_or_else(|| model.to_owned(), |spell| spell(model));
        body.insert("model".to_owned(), Value::String(model));
        let limit = self.dialect.max_tokens_name.unwrap_or("max_tokens");
        body.insert(limit.to_owned(), ask.max_tokens().into());
        if self.dialect.can_reject_if_busy && !is_last {
            body.insert("options".to_owned(), json!({ "rejectIfBusy": true }));
        }
        if self.dialect.counts_when_asked && ask.asks_for_usage() {
            body.insert("stream_options".to_owned(), json!({ "include_usage": true }));
        }
        let accept = if ask.stream() { "text/event-stream" } else { "application/json" };
        let mut headers = headers.to_vec();
        // A gateway that retries waits without limit on its last attempt: move on instead.
        if self.dialect.retries_by_itself && !is_last {
            headers.push(("cf-aig-max-attempts", Secret::new("1")));
        }
        headers.push(("accept", Secret::new(accept)));
        headers.push(("content-type", Secret::new("application/json")));
        HttpRequest { url: url.to_owned(), headers, body: Some(encode(&body)) }
    }
}

fn binding_request(options: &Map<String, Value>, ask: &Ask, model: &str, is_last: bool) -> BindingRequest {
    let mut inputs = ask.parameters();
    inputs.insert("max_tokens".to_owned(), ask.max_tokens().into());
    let mut options = options.clone();
    // The status and the headers of the answer, not its body alone.
    options.insert("returnRawResponse".to_owned(), true.into());
    if !is_last {
        options.insert("rejectIfBusy".to_owned(), true.into());
        if let Some(Value::Object(gateway)) = options.get_mut("gateway") {
            gateway.insert("retries".to_owned(), json!({ "maxAttempts": 1 }));
        }
    }
    BindingRequest {
        model: model.to_owned(),
        inputs: encode(&inputs),
        options: encode(&options),
        max_tokens: ask.max_tokens(),
    }
}

fn encode(body: &Map<String, Value>) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

/// The value of `Authorization` for a token.
pub fn bearer(token: &Secret) -> Secret {
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
