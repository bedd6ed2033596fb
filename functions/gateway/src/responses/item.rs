//! An item of the output: what the model thought, what it said, or a call of a function.

use serde_json::{Value, json};

/// An item of the output.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) kind: Kind,
    /// The text, or the arguments of the call.
    pub(super) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Reasoning,
    Text,
    Refusal,
    Call { id: String, name: String },
}

/// How far an item, or the whole answer, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    InProgress,
    Completed,
    Incomplete,
    Failed,
}

impl Status {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => "in_progress",
            Self::Completed => "completed",
            Self::Incomplete => "incomplete",
            Self::Failed => "failed",
        }
    }
}

impl Item {
    /// Begins an item of the answer with this id, at this place of its output.
    pub(super) fn new(answer_id: &str, at: usize, kind: Kind) -> Self {
        let prefix = match kind {
            Kind::Reasoning => "rs",
            Kind::Text | Kind::Refusal => "msg",
            Kind::Call { .. } => "fc",
        };
        Self { id: format!("{prefix}_{answer_id}_{at}"), kind, text: String::new() }
    }

    /// The item as JSON. It has its text only once it is no longer in progress.
    pub(super) fn to_json(&self, status: Status) -> Value {
        let has_text = status != Status::InProgress;
        let parts = if has_text { json!([self.part(&self.text)]) } else { json!([]) };
        match &self.kind {
            Kind::Reasoning => json!({ "id": self.id, "type": "reasoning", "summary": parts }),
            Kind::Text | Kind::Refusal => json!({
                "id": self.id, "type": "message", "status": status.as_str(), "role": "assistant", "content": parts
            }),
            Kind::Call { id, name } => json!({
                "id": self.id, "type": "function_call", "status": status.as_str(), "call_id": id, "name": name,
                "arguments": if has_text { &self.text } else { "" }
            }),
        }
    }

    /// The one part that a message or a thought has.
    pub(super) fn part(&self, text: &str) -> Value {
        match self.kind {
            Kind::Reasoning => json!({ "type": "summary_text", "text": text }),
            Kind::Refusal => json!({ "type": "refusal", "refusal": text }),
            Kind::Text | Kind::Call { .. } => {
                json!({ "type": "output_text", "text": text, "annotations": [], "logprobs": [] })
            }
        }
    }
}
