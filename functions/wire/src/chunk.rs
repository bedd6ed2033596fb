//! A piece of a streamed answer, or a whole answer, in the OpenAI dialect.

use crate::tolerant::{self, number};
use serde_json::Value;

/// A `chat.completion.chunk`, or a `chat.completion` as one piece. Of several choices the first that says something
/// counts; a chunk that only carries `usage` has none.
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
    /// Text of the answer, or of a refusal, or of what is spoken, which are shown in the same way.
    pub content: String,
    /// Text of the model's reasoning: `reasoning_content`, as DeepSeek, Workers AI and others call it, `reasoning`, as
    /// OpenRouter and others do, or `thinking` parts of the content, as Mistral does.
    pub reasoning: String,
    /// Whether tools are called. Calls are passed on untouched, as sound and pictures are.
    pub calls_tools: bool,
    /// Whether there is sound or a picture.
    pub has_other: bool,
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
    pub fn of(value: &Value, text_field: &str) -> Self {
        let choices = value["choices"].as_array().map(Vec::as_slice).unwrap_or_default();
        let deltas = choices.iter().map(|choice| Delta::of(&choice[text_field]));
        let tokens = |usage: &Value, name: &str| number(usage, name).unwrap_or_default();
        Self {
            model: text(&value["model"]).to_owned(),
            delta: deltas.into_iter().find(|delta| *delta != Delta::default()).unwrap_or_default(),
            finish_reason: choices
                .iter()
                .find_map(|choice| choice["finish_reason"].as_str())
                .map(FinishReason::from),
            usage: Some(&value["usage"]).filter(|usage| usage.is_object()).map(|usage| Usage {
                prompt_tokens: tokens(usage, "prompt_tokens"),
                completion_tokens: tokens(usage, "completion_tokens"),
            }),
        }
    }

    /// Whether this chunk is the commit point: content, reasoning, a tool call, sound or a picture.
    pub fn has_content(&self) -> bool {
        self.delta != Delta::default()
    }
}

impl Delta {
    fn of(value: &Value) -> Self {
        let reasoning = ["reasoning_content", "reasoning", "thinking"].map(|name| text(&value[name]));
        let reasoning = reasoning.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned();
        let mut delta = Self { reasoning, ..Self::default() };
        delta.add_content(&value["content"]);
        if delta.content.is_empty() {
            delta.add_content(&value["refusal"]);
        }
        delta.content.push_str(text(&value["audio"]["transcript"]));
        let is_filled = |name: &str| match &value[name] {
            Value::Array(items) => !items.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            _ => false,
        };
        delta.calls_tools = ["tool_calls", "function_call"].into_iter().any(is_filled);
        delta.has_other = ["audio", "images"].into_iter().any(is_filled);
        delta
    }

    /// Adds content of any shape: a text, parts, or a number or boolean. Workers AI sends a token of digits as a number.
    fn add_content(&mut self, content: &Value) {
        match content {
            Value::String(text) => self.content.push_str(text),
            Value::Number(number) => self.content.push_str(&number.to_string()),
            Value::Bool(flag) => self.content.push_str(if *flag { "true" } else { "false" }),
            Value::Array(parts) => parts.iter().for_each(|part| self.add_part(part)),
            Value::Null | Value::Object(_) => {}
        }
    }

    /// Adds a part: `{"type": "text", "text": "..."}`, or Mistral's `{"type": "thinking", "thinking": [...]}`.
    fn add_part(&mut self, part: &Value) {
        match &part["thinking"] {
            Value::String(thinking) => self.reasoning.push_str(thinking),
            Value::Array(parts) => {
                for part in parts {
                    self.reasoning.push_str(text(&part["text"]));
                }
            }
            _ if part.is_object() => self.add_content(&part["text"]),
            _ => self.add_content(part),
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

    fn delta(json: &str) -> Delta {
        Chunk::of(&serde_json::from_str(&format!("{{\"choices\":[{{\"delta\":{json}}}]}}")).unwrap(), "delta")
            .delta
    }

    #[test]
    fn content_counts_in_every_shape() {
        // Workers AI.
        assert_eq!(delta(r#"{"content":6}"#).content, "6");
        assert_eq!(delta(r#"{"content":0.005}"#).content, "0.005");
        assert_eq!(delta(r#"{"content":true}"#).content, "true");
        // Mistral.
        assert_eq!(delta(r#"{"content":[{"type":"text","text":"a"},"b"]}"#).content, "ab");
        let thinking = delta(r#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}"#);
        assert_eq!((thinking.reasoning.as_str(), thinking.content.as_str()), ("hm", ""));
        // OpenAI.
        assert_eq!(delta(r#"{"content":null,"refusal":"no"}"#).content, "no");
        let spoken = delta(r#"{"audio":{"id":"a","transcript":"hi"}}"#);
        assert!(spoken.content == "hi" && spoken.has_other);
        assert!(delta(r#"{"function_call":{"name":"f"}}"#).calls_tools);
        // OpenRouter.
        assert!(delta(r#"{"content":"","images":[{"type":"image_url"}]}"#).has_other);
        for empty in
            ["{}", r#"{"content":""}"#, r#"{"content":[]}"#, r#"{"content":{}}"#, r#"{"tool_calls":[]}"#]
        {
            assert_eq!(delta(empty), Delta::default(), "{empty}");
        }
    }

    #[test]
    fn the_first_choice_that_says_something_counts() {
        let json = r#"{"choices":[{"index":0,"delta":{"content":""}},{"index":1,"delta":{"content":"hi"}}]}"#;
        assert_eq!(Chunk::of(&serde_json::from_str(json).unwrap(), "delta").delta.content, "hi");
    }
}
