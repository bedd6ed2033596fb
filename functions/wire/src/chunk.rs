//! A piece of a streamed answer, or a whole answer, in the OpenAI dialect.

use crate::tolerant::{self, number};
use serde_json::Value;

/// A `chat.completion.chunk`, or a `chat.completion` as one piece. Only the first of its choices counts, since
/// more are never asked for; a chunk that only carries `usage` has none.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Chunk {
    /// The model that answers, as its provider calls it.
    pub model: String,
    /// The new text.
    pub delta: Delta,
    /// Set on the piece that ends the answer.
    pub finish_reason: Option<FinishReason>,
    /// Token counts, usually on the last chunk.
    pub usage: Option<Usage>,
}

/// The new text of a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delta {
    /// Text of the answer, or of a refusal, which is shown in the same way.
    pub content: String,
    /// Text of the model's reasoning: `reasoning_content`, as DeepSeek, Workers AI and others call it,
    /// or `reasoning`, as OpenRouter and others do.
    pub reasoning: String,
    /// Whether tools are called. The calls themselves are passed on untouched.
    pub has_tool_calls: bool,
}

/// Why an answer ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FinishReason {
    /// It is complete.
    Stop,
    /// `max_tokens` or the model's limit was reached.
    Length,
    /// The provider withheld the rest.
    ContentFilter,
    /// The model wants tools to be called.
    ToolCalls,
    /// A reason that this version does not know.
    Other(String),
}

impl FinishReason {
    /// The word of the dialect.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Stop => "stop",
            Self::Length => "length",
            Self::ContentFilter => "content_filter",
            Self::ToolCalls => "tool_calls",
            Self::Other(reason) => reason,
        }
    }
}

impl From<&str> for FinishReason {
    fn from(reason: &str) -> Self {
        match reason {
            "stop" => Self::Stop,
            "length" => Self::Length,
            "content_filter" => Self::ContentFilter,
            "tool_calls" => Self::ToolCalls,
            _ => Self::Other(reason.to_owned()),
        }
    }
}

/// Token counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens of the question.
    pub prompt_tokens: u32,
    /// Tokens of the answer.
    pub completion_tokens: u32,
}

// The fields are taken from the tree of values by hand. A stream has an event for almost every word, and a derived
// reader that tolerates every type would build the tree a second time.

impl Chunk {
    /// Reads a whole answer; `None` if it is not JSON.
    pub fn read_whole(json: &[u8]) -> Option<Self> {
        tolerant::parse(std::str::from_utf8(json).ok()?).map(|answer| Self::of(&answer, "message"))
    }

    /// Of an event or a whole answer. `text_field` is what that calls the text: `delta` or `message`.
    pub(crate) fn of(value: &Value, text_field: &str) -> Self {
        let choice = &value["choices"][0];
        let tokens = |usage: &Value, name: &str| number(usage, name).unwrap_or_default();
        Self {
            model: text(&value["model"]).to_owned(),
            delta: Delta::of(&choice[text_field]),
            finish_reason: choice["finish_reason"].as_str().map(FinishReason::from),
            usage: Some(&value["usage"]).filter(|usage| usage.is_object()).map(|usage| Usage {
                prompt_tokens: tokens(usage, "prompt_tokens"),
                completion_tokens: tokens(usage, "completion_tokens"),
            }),
        }
    }

    /// Whether this chunk is the commit point: content, reasoning or a tool call.
    pub fn has_content(&self) -> bool {
        self.delta != Delta::default()
    }
}

impl Delta {
    fn of(value: &Value) -> Self {
        let first_text = |names: [&str; 2]| {
            let texts = names.map(|name| text(&value[name]));
            texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
        };
        Self {
            content: first_text(["content", "refusal"]),
            reasoning: first_text(["reasoning_content", "reasoning"]),
            has_tool_calls: value["tool_calls"].as_array().is_some_and(|calls| !calls.is_empty()),
        }
    }
}

/// The text; empty in place of `null` and of other types.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_answer_is_read_as_one_piece_and_without_words_has_no_content() {
        let read = |json: &str| Chunk::read_whole(json.as_bytes()).unwrap();
        assert!(!read("{}").has_content());
        assert!(!read(r#"{"choices":[{"message":{"role":"assistant","content":null}}]}"#).has_content());
        let whole = read(r#"{"choices":[{"message":{"content":"hi"},"finish_reason":"length"}]}"#);
        assert_eq!((whole.delta.content.as_str(), whole.finish_reason), ("hi", Some(FinishReason::Length)));
        assert_eq!(Chunk::read_whole(b"<html>"), None);
    }
}
