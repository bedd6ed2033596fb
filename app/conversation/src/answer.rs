//! How an answer stands: while it is written, and how it ended.

use serde::Serialize;
use serde_json::Value;
use wire::{
    ApiError, Attempt, ErrorCode, Outcome,
    tolerant::{flag, list, number, optional_text, text},
};

/// How an answer stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnswerState {
    /// No words have come yet.
    #[default]
    Waiting,
    /// Words are coming.
    Streaming,
    /// It has ended.
    Ended(Ending),
}

impl AnswerState {
    /// Whether the site could not be reached.
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Ended(Ending::Failed(failure)) if failure.code == ErrorCode::Unreachable)
    }
}

/// How an answer ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Ending {
    /// It is complete.
    Complete,
    /// It reached its length limit.
    Length,
    /// The provider withheld the rest.
    Blocked,
    /// The visitor stopped it.
    Stopped,
    /// It broke off. An ending that cannot be read counts as this, so that no part passes for a complete answer.
    #[default]
    Interrupted,
    /// There is no answer, and this is why.
    Failed(Failure),
}

impl Ending {
    /// Reads an ending: its word, or `{"Failed": {...}}`.
    pub(crate) fn read(value: &Value) -> Self {
        match value.as_str() {
            Some("Complete") => Self::Complete,
            Some("Length") => Self::Length,
            Some("Blocked") => Self::Blocked,
            Some("Stopped") => Self::Stopped,
            _ if value["Failed"].is_object() => Self::Failed(Failure::read(&value["Failed"])),
            _ => Self::Interrupted,
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The API's word, or [`ErrorCode::Unreachable`].
    pub code: ErrorCode,
    /// The API's own sentence; empty where the site did not answer.
    pub message: String,
    /// After how many seconds asking again may help.
    pub retry_after_s: Option<u32>,
}

impl Failure {
    fn read(value: &Value) -> Self {
        Self {
            code: ErrorCode::from(text(value, "code")),
            message: text(value, "message"),
            retry_after_s: number(value, "retry_after_s"),
        }
    }

    /// The site did not answer.
    pub fn unreachable() -> Self {
        Self { code: ErrorCode::Unreachable, message: String::new(), retry_after_s: None }
    }

    /// How many seconds asking again has to wait. It failed at `failed_at`; times in milliseconds since 1970.
    pub fn wait_s(&self, failed_at: f64, now: f64) -> u32 {
        let told_s = self.retry_after_s.unwrap_or_default();
        let left_s = f64::from(told_s) - (now - failed_at) / 1000.0;
        // A clock that was set back does not make it longer.
        told_s.min(left_s.ceil() as u32)
    }

    /// Whether the conversation is too long, for the site or for the model.
    pub fn is_too_long(&self) -> bool {
        matches!(
            self.code,
            ErrorCode::InputTooLong | ErrorCode::BodyTooLarge | ErrorCode::ContextLengthExceeded
        )
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self {
            code: error.code.unwrap_or_else(no_code),
            message: error.message,
            retry_after_s: error.everchat.and_then(|details| details.retry_after_s),
        }
    }
}

/// The code of an error that has none.
fn no_code() -> ErrorCode {
    ErrorCode::Other(String::new())
}

/// Who answered, who was asked before, and what the answer cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Every attempt in order.
    pub attempts: Vec<Attempt>,
    /// Whether the answer broke off and another provider continued it.
    pub is_rescued: bool,
    /// From the question to the first words, in milliseconds, as measured by this browser.
    pub first_words_ms: Option<u32>,
    /// How long the model thought before its words, in milliseconds, as measured by this browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thought_ms: Option<u32>,
    /// Tokens of the answer as the provider counts them; not all do.
    pub tokens: Option<u32>,
    /// The provider's own word for why the answer ended; `tool_calls` where it called a tool.
    pub finish_reason: Option<String>,
}

impl Receipt {
    /// Reads a receipt; an empty one if there is none.
    pub(crate) fn read(value: &Value) -> Self {
        Self {
            attempts: list(value, "attempts", Attempt::read),
            is_rescued: flag(value, "is_rescued"),
            first_words_ms: number(value, "first_words_ms"),
            thought_ms: number(value, "thought_ms"),
            tokens: number(value, "tokens"),
            finish_reason: optional_text(value, "finish_reason"),
        }
    }

    /// How long all attempts took, in milliseconds.
    pub fn attempts_ms(&self) -> f64 {
        self.attempts.iter().map(|attempt| f64::from(attempt.ms)).sum()
    }

    /// Whether the model called a tool.
    pub fn calls_tools(&self) -> bool {
        self.finish_reason.as_deref() == Some("tool_calls")
    }

    /// The attempt that served last.
    pub fn served(&self) -> Option<&Attempt> {
        self.attempts.iter().rfind(|attempt| attempt.outcome == Outcome::Served)
    }

    /// The attempts that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Attempt> {
        self.attempts.iter().filter(|attempt| attempt.outcome != Outcome::Served)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_counts_down_to_nothing_and_never_beyond_what_was_told() {
        let failure = Failure { retry_after_s: Some(52), ..Failure::unreachable() };
        for (ms, left) in
            [(0.0, 52), (999.0, 52), (1001.0, 51), (51_500.0, 1), (52_000.0, 0), (1e12, 0), (-9e9, 52)]
        {
            assert_eq!(failure.wait_s(1000.0, 1000.0 + ms), left, "{ms}");
        }
        assert_eq!(Failure::unreachable().wait_s(0.0, 0.0), 0);
    }
}
