//! A whole answer.

use super::{
    envelope::{Envelope, State},
    item::{Item, Kind, Status},
};
use serde_json::Value;
use wire::{Chunk, FinishReason};

impl Envelope {
    /// Translates a chat completion. What is no JSON is passed on as it is, which no provider that was accepted sends.
    pub fn answer(&self, completion: &str) -> String {
        let Ok(completion) = serde_json::from_str::<Value>(completion) else { return completion.to_owned() };
        let whole = Chunk::of(&completion, "message");
        let (status, incomplete_reason) = ending(whole.finish_reason.as_ref());
        self.object(&State {
            status,
            output: &self.output(&completion, &whole),
            usage: &completion["usage"],
            incomplete_reason,
            error: None,
        })
    }

    fn output(&self, completion: &Value, whole: &Chunk) -> Vec<Item> {
        let message = &completion["choices"][0]["message"];
        let is_refusal = is_refusal(message);
        let mut output: Vec<Item> = Vec::new();
        let mut push = |kind, text: &str| {
            output.push(Item { text: text.to_owned(), ..Item::new(&self.id, output.len(), kind) });
        };
        if !whole.delta.reasoning.is_empty() {
            push(Kind::Reasoning, &whole.delta.reasoning);
        }
        if !whole.delta.content.is_empty() {
            push(if is_refusal { Kind::Refusal } else { Kind::Text }, &whole.delta.content);
        }
        for (at, call) in message["tool_calls"].as_array().into_iter().flatten().enumerate() {
            push(call_kind(call, at), call["function"]["arguments"].as_str().unwrap_or_default());
        }
        output
    }
}

/// Whether the text of a message or a delta is a refusal.
pub(super) fn is_refusal(message: &Value) -> bool {
    let has = |name: &str| message[name].as_str().is_some_and(|text| !text.is_empty());
    has("refusal") && !has("content")
}

/// The item for a call of a chat completion; `at` makes an id where the provider gave none.
pub(super) fn call_kind(call: &Value, at: usize) -> Kind {
    let id = call["id"].as_str().filter(|id| !id.is_empty());
    Kind::Call {
        id: id.map_or_else(|| format!("call_{at}"), str::to_owned),
        name: call["function"]["name"].as_str().unwrap_or_default().to_owned(),
    }
}

/// The status of an answer that ended for this reason, and why it is incomplete if it is.
pub(super) fn ending(reason: Option<&FinishReason>) -> (Status, Option<&'static str>) {
    match reason {
        Some(FinishReason::Length) => (Status::Incomplete, Some("max_output_tokens")),
        Some(FinishReason::ContentFilter) => (Status::Incomplete, Some("content_filter")),
        _ => (Status::Completed, None),
    }
}
