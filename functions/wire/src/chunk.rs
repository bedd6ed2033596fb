//! One event of a streamed answer, or a whole answer, in the OpenAI dialect.

use crate::{
    error::ApiError,
    tolerant::{self, whole_number},
};
use serde_json::Value;

/// `chat.completion.chunk`, or a `chat.completion` as one piece. Of its choices only the first counts:
/// more are never asked for. A chunk that only carries `usage` has none.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Chunk {
    /// The model that answers, as its provider calls it.
    pub model: String,
    /// What is new.
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
    /// Text of the answer, or of a refusal, which is shown like it.
    pub content: String,
    /// Text of the model's reasoning: `reasoning_content`, as DeepSeek, Workers AI and others call it,
    /// or `reasoning`, as OpenRouter and others do.
    pub reasoning: String,
    /// Whether tools are called. The calls are passed on untouched.
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
    /// As the dialect spells it.
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

// The fields are taken by hand: a stream has an event for each word, and this makes no second tree of values.

impl Chunk {
    /// Reads a whole answer. `None` if it is not JSON.
    pub fn read_whole(json: &[u8]) -> Option<Self> {
        tolerant::parse(std::str::from_utf8(json).ok()?).map(|answer| Self::of(&answer, "message"))
    }

    /// The new text is called `delta` in a stream and `message` in a whole answer.
    fn of(value: &Value, text_field: &str) -> Self {
        let choice = &value["choices"][0];
        let tokens = |usage: &Value, name: &str| whole_number(&usage[name]).unwrap_or_default();
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

/// A text, or an empty one in place of `null` and of other types.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What the data of one event means.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamItem {
    /// A piece of the answer.
    Chunk(Chunk),
    /// An error in the middle of a stream whose status was 200.
    Error(ApiError),
    /// `[DONE]`: the stream is complete.
    Done,
    /// Not JSON, or not an object: half an event, or another dialect.
    Unreadable,
}

impl StreamItem {
    /// Reads the data of one event.
    pub fn read(data: &str) -> Self {
        let data = data.trim();
        if data == "[DONE]" {
            return Self::Done;
        }
        match tolerant::parse(data).filter(Value::is_object) {
            Some(event) => match ApiError::of(&event) {
                Some(error) => Self::Error(error),
                None => Self::Chunk(Chunk::of(&event, "delta")),
            },
            None => Self::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(data: &str) -> Chunk {
        match StreamItem::read(data) {
            StreamItem::Chunk(chunk) => chunk,
            other => panic!("not a chunk: {other:?}"),
        }
    }

    #[test]
    fn unknown_null_and_mistyped_fields_never_break_a_stream() {
        let text = r#"{"id":7,"model":null,"x":{"y":[1]},"choices":[{"delta":{"content":"a","role":null,
            "z":1},"finish_reason":null,"logprobs":{}}],"usage":null,"error":null}"#;
        assert_eq!(chunk(text).delta.content, "a");
        assert_eq!(chunk(r#"{"choices":null,"usage":{"prompt_tokens":3.5}}"#).delta, Delta::default());
        assert_eq!(
            chunk(r#"{"choices":[{"delta":null,"finish_reason":"stop"}]}"#).finish_reason,
            Some(FinishReason::Stop)
        );
        assert_eq!(chunk("{}"), Chunk::default());
    }

    #[test]
    fn reasoning_and_tool_calls_count_as_content_but_a_role_does_not() {
        assert!(chunk(r#"{"choices":[{"delta":{"reasoning":"hm"}}]}"#).has_content());
        assert!(chunk(r#"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#).has_content());
        assert!(chunk(r#"{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}"#).has_content());
        assert!(!chunk(r#"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#).has_content());
        assert!(!chunk(r#"{"choices":[],"usage":{"total_tokens":5}}"#).has_content());
    }

    #[test]
    fn an_in_band_error_is_told_apart_from_a_chunk_and_from_noise() {
        assert!(matches!(StreamItem::read(r#"{"error":{"message":"m","code":3040}}"#), StreamItem::Error(_)));
        assert!(matches!(StreamItem::read(r#"{"error":"overloaded"}"#), StreamItem::Error(_)));
        assert_eq!(StreamItem::read("[DONE]"), StreamItem::Done);
        assert_eq!(StreamItem::read(r#"{"choices":[{"#), StreamItem::Unreadable);
        assert_eq!(StreamItem::read("[1]"), StreamItem::Unreadable);
    }

    #[test]
    fn a_whole_answer_is_read_as_one_piece_and_without_words_has_no_content() {
        let read = |json: &str| Chunk::read_whole(json.as_bytes()).unwrap();
        assert!(!read("{}").has_content());
        assert!(!read(r#"{"choices":[{"message":{"role":"assistant","content":null}}]}"#).has_content());
        let whole = read(r#"{"choices":[{"message":{"content":"hi"},"finish_reason":"length"}]}"#);
        assert_eq!((whole.delta.content.as_str(), whole.finish_reason), ("hi", Some(FinishReason::Length)));
        assert_eq!(Chunk::read_whole(b"<html>"), None);
    }

    #[test]
    fn an_unknown_finish_reason_is_kept() {
        let reason = chunk(r#"{"choices":[{"finish_reason":"recitation"}]}"#).finish_reason;
        assert_eq!(reason, Some(FinishReason::Other("recitation".to_owned())));
    }
}
