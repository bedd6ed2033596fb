//! What the visitor wants, validated: from bytes to a request that every provider can be asked.

use crate::{
    api::Refusal,
    limits,
    providers::{Provider, Readiness},
    settings::Limits,
};
use serde_json::{Map, Value};
use wire::{AUTO_MODEL, ChatRequest, ProviderId};

/// Fields that travel on to a provider as they are. Everything else stays here, so that a visitor
/// cannot reach a provider's own switches.
const PASSED_ON: [&str; 14] = [
    "temperature",
    "top_p",
    "stop",
    "presence_penalty",
    "frequency_penalty",
    "logit_bias",
    "seed",
    "response_format",
    "tools",
    "tool_choice",
    "parallel_tool_calls",
    "stream_options",
    "reasoning_effort",
    "user",
];

/// The most messages of a request. A page that is told so sends half of them.
const MAX_MESSAGES: usize = 4_000;

/// A valid request.
#[derive(Clone, Debug)]
pub struct Ask {
    request: ChatRequest,
    max_tokens: u32,
    counts_tokens: bool,
}

impl Ask {
    /// Reads and checks a request body.
    ///
    /// # Errors
    /// What is wrong with it, for the visitor.
    pub fn read(content_type: Option<&str>, body: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        Refusal::unless_json(content_type)?;
        if body.len() > limits.max_body_bytes() {
            return Err(Refusal::body_too_large(limits.max_body_bytes()));
        }
        let request: ChatRequest =
            serde_json::from_slice(body).map_err(|error| Refusal::json(&error.to_string()))?;
        if request.messages.is_empty() {
            return Err(Refusal::no_messages());
        }
        if request.messages.len() > MAX_MESSAGES {
            return Err(Refusal::too_many_messages(request.messages.len(), MAX_MESSAGES));
        }
        let chars: usize = request.messages.iter().map(wire::Message::chars).sum();
        if chars > limits.max_input_chars {
            return Err(Refusal::input_too_long(chars, limits.max_input_chars));
        }
        let wanted = request.max_completion_tokens.or(request.max_tokens);
        if wanted == Some(0) {
            return Err(Refusal::max_tokens());
        }
        let max_tokens = wanted.map_or(limits.max_tokens, |wanted| wanted.min(limits.max_tokens));
        Ok(Self { request, max_tokens, counts_tokens: false })
    }

    /// The smallest question, for finding out whether a provider answers: one token, not streamed.
    pub(crate) fn probe() -> Self {
        let messages = vec![wire::Message::text(wire::Role::User, "Hi")];
        let request = ChatRequest { messages, ..ChatRequest::default() };
        Self { request, max_tokens: 1, counts_tokens: false }
    }

    /// The same, with the tokens of a stream counted where the provider is known to do so.
    #[must_use]
    pub fn counting_tokens(self, counts_tokens: bool) -> Self {
        Self { counts_tokens, ..self }
    }

    /// Whether to ask a provider, which is known to understand that, to count the tokens of its stream.
    pub(crate) fn asks_for_usage(&self) -> bool {
        self.counts_tokens && self.stream() && !self.request.rest.contains_key("stream_options")
    }

    /// Whether the answer is to be an event stream.
    pub fn stream(&self) -> bool {
        self.request.stream == Some(true)
    }

    /// The most tokens to answer with. Always sent: Workers AI cuts at 256 without it.
    pub fn max_tokens(&self) -> u32 {
        self.max_tokens
    }

    /// The most tokens that an answer to it can take, its words included; for the site's budget.
    pub fn tokens(&self) -> u64 {
        let texts = self.request.messages.iter().flat_map(wire::Message::texts);
        let pictures = self.request.messages.iter().map(wire::Message::pictures).sum();
        limits::tokens(texts.flat_map(str::chars), pictures, self.max_tokens)
    }

    /// The body of a request to a provider, but for the fields that differ between them.
    pub(crate) fn parameters(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("messages".to_owned(), serde_json::to_value(&self.request.messages).unwrap_or_default());
        body.insert("stream".to_owned(), self.stream().into());
        for name in PASSED_ON {
            if let Some(value) = self.request.rest.get(name) {
                body.insert(name.to_owned(), value.clone());
            }
        }
        body
    }
}

/// A provider and the model to ask it for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which provider.
    pub provider: ProviderId,
    /// Which of its models; empty where the provider is not ready.
    pub model: String,
    /// How to ask; `None` if its settings are incomplete.
    pub upstream: Option<Provider>,
}

/// The chain for one request: the owner's order, the wanted model's provider first, without those
/// that the visitor's page has already seen fail.
///
/// # Errors
/// The wanted model is not in the list, or nobody is left.
pub fn candidates(
    ask: &Ask,
    chain: &[(ProviderId, Readiness)],
    exclude: Option<&str>,
) -> Result<Vec<Candidate>, Refusal> {
    let mut candidates: Vec<Candidate> = chain.iter().filter_map(candidate).collect();
    if let Some(wanted) = ask.request.model.as_deref().filter(|model| !matches!(*model, "" | AUTO_MODEL)) {
        let (at, model) = find(&candidates, wanted).ok_or_else(|| Refusal::unknown_model(wanted))?;
        candidates[at].model = model;
        candidates[..=at].rotate_right(1);
    }
    let excluded: Vec<&str> = exclude.unwrap_or_default().split(',').map(str::trim).collect();
    let had_any = !candidates.is_empty();
    candidates.retain(|candidate| !excluded.contains(&candidate.provider.as_str()));
    if had_any && candidates.is_empty() { Err(Refusal::all_excluded()) } else { Ok(candidates) }
}

fn candidate((id, readiness): &(ProviderId, Readiness)) -> Option<Candidate> {
    let (model, upstream) = match readiness {
        Readiness::Off => return None,
        Readiness::Incomplete(_) => (String::new(), None),
        Readiness::Ready(provider) => (provider.models.first()?.clone(), Some(provider.clone())),
    };
    Some(Candidate { provider: *id, model, upstream })
}

/// Finds a model by its listed id, `provider/model`, or by its bare name.
fn find(candidates: &[Candidate], wanted: &str) -> Option<(usize, String)> {
    candidates.iter().enumerate().find_map(|(at, candidate)| {
        let models = &candidate.upstream.as_ref()?.models;
        let model = models
            .iter()
            .find(|model| wanted == model.as_str() || wanted == model_id(candidate.provider, model))?;
        Some((at, model.clone()))
    })
}

/// The id of a model in the site's list: two providers may have models of one name.
pub fn model_id(provider: ProviderId, model: &str) -> String {
    format!("{provider}/{model}")
}

#[cfg(test)]
mod tests;
