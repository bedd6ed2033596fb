//! A whole answer, in the OpenAI dialect.

use crate::{FinishReason, Usage, tolerant};
use serde::Deserialize;

/// `chat.completion`. Read at the edge only to know whether there is an answer in it; it is passed
/// on as it came.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Completion {
    /// The model that answered.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub model: String,
    /// One entry for each answer asked for: here always one.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub choices: Vec<CompletionChoice>,
    /// Token counts.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub usage: Option<Usage>,
}

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct CompletionChoice {
    /// The message.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub message: CompletionMessage,
    /// Why it ended.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub finish_reason: Option<FinishReason>,
}

/// The message of an answer: the same fields as the delta of a chunk.
pub type CompletionMessage = crate::Delta;

impl Completion {
    /// Whether there is an answer in it: content, reasoning or a tool call.
    pub fn has_content(&self) -> bool {
        let filled = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.is_empty());
        self.choices.first().is_some_and(|CompletionChoice { message: m, .. }| {
            filled(&m.content)
                || filled(&m.refusal)
                || filled(&m.reasoning_content)
                || filled(&m.reasoning)
                || !m.tool_calls.is_empty()
        })
    }

    /// Why the answer ended.
    pub fn finish_reason(&self) -> Option<&FinishReason> {
        self.choices.first().and_then(|choice| choice.finish_reason.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_words_has_no_content() {
        let read = |text: &str| serde_json::from_str::<Completion>(text).unwrap();
        assert!(!read("{}").has_content());
        assert!(!read(r#"{"choices":[{"message":{"role":"assistant","content":null}}]}"#).has_content());
        assert!(read(r#"{"choices":[{"message":{"content":"hi"}}]}"#).has_content());
    }
}
