//! A request for a chat completion.

use super::error::RequestError;
use crate::{http::is_media_type, limits::estimate_tokens, settings::Limits};
use serde_json::{Map, Value};
use wire::{AUTO_MODEL, ChatRequest, Message, Role};

/// The fields that are passed on to a provider unchanged. No other field is, so that a visitor cannot reach a provider's
/// own switches.
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

/// The most messages of a request. The page sends half of them after it is refused.
const MAX_MESSAGES: usize = 4_000;

/// A valid request.
#[derive(Clone, Debug)]
pub struct CompletionRequest {
    request: ChatRequest,
    max_tokens: u32,
    counts_tokens: bool,
}

impl CompletionRequest {
    /// Reads and checks a request body.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(content_type: Option<&str>, body: &[u8], limits: &Limits) -> Result<Self, RequestError> {
        if !is_media_type(content_type, "application/json") {
            return Err(RequestError::ContentType);
        }
        if body.len() > limits.max_body_bytes() {
            return Err(RequestError::BodyTooLarge { limit: limits.max_body_bytes() });
        }
        let request: ChatRequest =
            serde_json::from_slice(body).map_err(|error| RequestError::Json(error.to_string()))?;
        if request.messages.is_empty() {
            return Err(RequestError::NoMessages);
        }
        if request.messages.len() > MAX_MESSAGES {
            let messages = request.messages.len();
            return Err(RequestError::TooManyMessages { messages, limit: MAX_MESSAGES });
        }
        let chars: usize = request.messages.iter().map(Message::chars).sum();
        if chars > limits.max_input_chars {
            return Err(RequestError::InputTooLong { chars, limit: limits.max_input_chars });
        }
        let wanted = request.max_completion_tokens.or(request.max_tokens);
        if wanted == Some(0) {
            return Err(RequestError::MaxTokensZero);
        }
        let max_tokens = wanted.map_or(limits.max_tokens, |wanted| wanted.min(limits.max_tokens));
        Ok(Self { request, max_tokens, counts_tokens: false })
    }

    /// The smallest question, which finds out whether a provider answers: one token, not streamed.
    pub(crate) fn probe() -> Self {
        let messages = vec![Message::text(Role::User, "Hi")];
        let request = ChatRequest { messages, ..ChatRequest::default() };
        Self { request, max_tokens: 1, counts_tokens: false }
    }

    /// Asks for a count of the stream's tokens, at providers that are known to support that.
    #[must_use]
    pub fn counting_tokens(self, counts_tokens: bool) -> Self {
        Self { counts_tokens, ..self }
    }

    /// Whether a provider that supports it is asked to count the tokens of its stream. The visitor's own
    /// `stream_options` take precedence.
    pub(crate) fn wants_usage(&self) -> bool {
        self.counts_tokens && self.stream() && !self.request.rest.contains_key("stream_options")
    }

    /// Whether the answer is to be an event stream.
    pub fn stream(&self) -> bool {
        self.request.stream == Some(true)
    }

    /// The wanted model; `None` if the site's chain decides.
    pub(crate) fn wanted_model(&self) -> Option<&str> {
        self.request.model.as_deref().filter(|model| !matches!(*model, "" | AUTO_MODEL))
    }

    /// The most tokens of the answer. It is always sent: Workers AI cuts at 256 without it.
    pub fn max_tokens(&self) -> u32 {
        self.max_tokens
    }

    /// The most tokens that the request and its answer can use, for the site's budget.
    pub fn estimated_tokens(&self) -> u64 {
        let texts = self.request.messages.iter().flat_map(Message::texts);
        let pictures = self.request.messages.iter().map(Message::pictures).sum();
        estimate_tokens(texts.flat_map(str::chars), pictures, self.max_tokens)
    }

    /// Whether the request has a field that is passed on.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        PASSED_ON.contains(&name) && self.request.rest.contains_key(name)
    }

    /// The body of a request to a provider, without the fields that differ between providers.
    pub(crate) fn common_fields(&self) -> Map<String, Value> {
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

#[cfg(test)]
mod tests;
