//! Times and sizes.

use crate::time::Millis;
use wire::Environment;

/// Times and sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `FIRST_TOKEN_TIMEOUT_MS`: from the start of an attempt to its first content.
    pub first_token_ms: Millis,
    /// `BODY_TIMEOUT_MS`: how long the body of a request may take to come.
    pub body_ms: Millis,
    /// `THINKING_TIMEOUT_MS`: the same, for an attempt whose connection shows signs of life.
    pub thinking_ms: Millis,
    /// `IDLE_TIMEOUT_MS`: between two events of an answer.
    pub idle_ms: Millis,
    /// `TOTAL_TIMEOUT_MS`: for the whole request.
    pub total_ms: Millis,
    /// `HEDGE_AFTER_MS`: how long a provider may be silent before the next one is asked too; 0 turns this off.
    pub hedge_after_ms: Millis,
    /// `MAX_INPUT_CHARS`: characters of all messages together.
    pub max_input_chars: usize,
    /// `MAX_TOKENS`: the most tokens of one answer.
    pub max_tokens: u32,
    /// `MAX_CHOICES`: the most answers to one request (`n`).
    pub max_choices: u32,
    /// `MAX_IMAGE_BYTES`: bytes of all pictures of a request together, as they are sent (in Base64, as a rule).
    pub max_image_bytes: usize,
    /// `RATE_LIMIT_PER_MINUTE`: requests of one visitor; 0 is no limit.
    pub rate_limit_per_minute: u32,
    /// `STREAMS_PER_VISITOR`: answers of one visitor at once; 0 is no limit.
    pub streams_per_visitor: u32,
    /// `DAILY_REQUESTS`: of all visitors; 0 is no limit.
    pub daily_requests: u64,
    /// `DAILY_TOKENS`: of all visitors; 0 is no limit.
    pub daily_tokens: u64,
}

impl Default for Limits {
    /// The limits of a deployed site whose owner sets none. Ten million tokens a day cost some three dollars with
    /// Workers AI's default model (27,273 neurons a million, 1,000 neurons for $0.011).
    fn default() -> Self {
        Self {
            first_token_ms: 10_000,
            body_ms: 15_000,
            thinking_ms: 60_000,
            idle_ms: 30_000,
            total_ms: 120_000,
            hedge_after_ms: 0,
            max_input_chars: 100_000,
            max_tokens: 4096,
            max_choices: 4,
            max_image_bytes: 8_000_000,
            rate_limit_per_minute: 20,
            streams_per_visitor: 8,
            daily_requests: 2_000,
            daily_tokens: 10_000_000,
        }
    }
}

impl Limits {
    /// The limits where the owner sets none. A developer's machine has no budget, since no stranger reaches it.
    pub(crate) fn default_in(environment: Environment) -> Self {
        match environment {
            Environment::Local => {
                Self { streams_per_visitor: 0, daily_requests: 0, daily_tokens: 0, ..Self::default() }
            }
            Environment::Preview | Environment::Production => Self::default(),
        }
    }

    /// The most bytes of a request body.
    pub const fn max_body_bytes(&self) -> usize {
        self.max_text_bytes().saturating_add(self.max_image_bytes)
    }

    /// The most bytes of a request body without its pictures: a character takes at most six bytes of JSON (`\uXXXX`),
    /// and the rest of the request is small.
    pub(crate) const fn max_text_bytes(&self) -> usize {
        self.max_input_chars.saturating_mul(6).saturating_add(64 * 1024)
    }
}
