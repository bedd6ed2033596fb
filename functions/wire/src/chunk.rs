//! One event of a streamed answer, in the OpenAI dialect.

use crate::{ApiError, ErrorBody, tolerant};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `chat.completion.chunk`. A chunk that only carries `usage` has no choices.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Chunk {
    /// The model that answers, as its provider calls it.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub model: String,
    /// One entry for each answer asked for: here always one, or none.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub choices: Vec<ChunkChoice>,
    /// Token counts, usually on the last chunk.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub usage: Option<Usage>,
}

/// A piece of one answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct ChunkChoice {
    /// What is new.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub delta: Delta,
    /// Set on the piece that ends the answer.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub finish_reason: Option<FinishReason>,
}

/// The new text of a piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Delta {
    /// Text of the answer.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub content: Option<String>,
    /// Text of the model's reasoning, as DeepSeek, Workers AI and others call it.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub reasoning_content: Option<String>,
    /// The same, as OpenRouter and others call it.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub reasoning: Option<String>,
    /// Refusal text, shown like content.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub refusal: Option<String>,
    /// Calls of tools, passed on untouched: their presence counts as content.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub tool_calls: Vec<serde_json::Value>,
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

impl From<String> for FinishReason {
    fn from(reason: String) -> Self {
        match reason.as_str() {
            "stop" => Self::Stop,
            "length" => Self::Length,
            "content_filter" => Self::ContentFilter,
            "tool_calls" => Self::ToolCalls,
            _ => Self::Other(reason),
        }
    }
}

impl<'de> Deserialize<'de> for FinishReason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for FinishReason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Token counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Tokens of the question.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub prompt_tokens: u32,
    /// Tokens of the answer.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub completion_tokens: u32,
    /// Both.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub total_tokens: u32,
}

impl Chunk {
    /// Text of the answer in this chunk.
    pub fn content(&self) -> &str {
        let delta = self.choices.first().map(|choice| &choice.delta);
        delta.and_then(|d| d.content.as_deref().or(d.refusal.as_deref())).unwrap_or_default()
    }

    /// Text of the model's reasoning in this chunk.
    pub fn reasoning(&self) -> &str {
        let delta = self.choices.first().map(|choice| &choice.delta);
        delta.and_then(|d| d.reasoning_content.as_deref().or(d.reasoning.as_deref())).unwrap_or_default()
    }

    /// Whether this chunk is the commit point: content, reasoning or a tool call.
    pub fn has_content(&self) -> bool {
        let calls = self.choices.first().is_some_and(|choice| !choice.delta.tool_calls.is_empty());
        calls || !self.content().is_empty() || !self.reasoning().is_empty()
    }

    /// Why the answer ended, if it ended with this chunk.
    pub fn finish_reason(&self) -> Option<&FinishReason> {
        self.choices.first().and_then(|choice| choice.finish_reason.as_ref())
    }
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
        if let Some(error) = ErrorBody::read(data) {
            return Self::Error(error);
        }
        match serde_json::from_str(data) {
            Ok(chunk) if data.starts_with('{') => Self::Chunk(chunk),
            _ => Self::Unreadable,
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
        assert_eq!(chunk(text).content(), "a");
        assert_eq!(chunk(r#"{"choices":null,"usage":{"prompt_tokens":3.5}}"#).content(), "");
        assert_eq!(
            chunk(r#"{"choices":[{"delta":null,"finish_reason":"stop"}]}"#).finish_reason(),
            Some(&FinishReason::Stop)
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
    fn an_unknown_finish_reason_is_kept() {
        let reason = chunk(r#"{"choices":[{"finish_reason":"recitation"}]}"#).finish_reason().cloned();
        assert_eq!(reason, Some(FinishReason::Other("recitation".to_owned())));
    }
}
