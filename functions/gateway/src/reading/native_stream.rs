//! Translates a stream of Workers AI's native dialect into OpenAI's. No other stream is encoded again, which is
//! slow. So this one is encoded by the piece that was read, not by the event, and not at all where the model streams in
//! OpenAI's dialect.
//!
//! Native: `data: {"response": "..."}`, then one event with `usage`, then `data: [DONE]`.

use super::native_answer::{Envelope, finish_reason, is_native, response_text, tool_calls, translate_whole};
use serde_json::{Value, json};
use wire::sse;

/// One streamed answer.
#[derive(Debug)]
pub struct NativeStream {
    envelope: Envelope,
    /// The start of a content event, up to its text.
    content_start: String,
    decoder: sse::Decoder,
    dialect: Dialect,
    tool_calls: usize,
    usage: Value,
}

/// The dialect of the answer.
#[derive(Debug)]
enum Dialect {
    /// Not known yet. Holds what was read.
    Unknown(Vec<u8>),
    /// Native: every event is translated.
    Native,
    /// OpenAI's: every byte is passed on.
    OpenAi,
}

/// The end of a content event, after its text.
const CONTENT_END: &str = "},\"finish_reason\":null}]}\n\n";

impl NativeStream {
    /// Begins an answer.
    pub fn new(envelope: Envelope) -> Self {
        let object = envelope.object("chat.completion.chunk").to_string();
        let content_start = format!(
            "data: {},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":",
            object.strip_suffix('}').unwrap_or(&object)
        );
        Self {
            envelope,
            content_start,
            decoder: sse::Decoder::new(),
            dialect: Dialect::Unknown(Vec::new()),
            tool_calls: 0,
            usage: Value::Null,
        }
    }

    /// Whether the rest can be passed on unchanged.
    pub const fn is_open_ai(&self) -> bool {
        matches!(self.dialect, Dialect::OpenAi)
    }

    /// Translates the next bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.is_open_ai() {
            return bytes.to_vec();
        }
        let mut events = Vec::new();
        self.decoder.push(bytes, |event| events.push(event));
        let mut out = String::new();
        for event in &events {
            let value = serde_json::from_str::<Value>(&event.data).unwrap_or(Value::Null);
            // The first event shows the dialect.
            if let Dialect::Unknown(read) = &mut self.dialect {
                if !is_native(&value) {
                    read.extend_from_slice(bytes);
                    let read = std::mem::take(read);
                    self.dialect = Dialect::OpenAi;
                    return read;
                }
                self.dialect = Dialect::Native;
                out.push_str(&self.event(&json!({ "role": "assistant", "content": "" }), &Value::Null));
            }
            self.translate(&event.data, &value, &mut out);
        }
        if let Dialect::Unknown(read) = &mut self.dialect {
            read.extend_from_slice(bytes);
        }
        out.into_bytes()
    }

    /// Translates an answer that came whole, although a stream was asked for. `None` if it is not native.
    pub(super) fn translate_whole(&self, body: &[u8]) -> Option<Vec<u8>> {
        translate_whole(body, &self.envelope)
    }

    /// Ends the answer. Returns what is left of it.
    pub fn finish(&mut self) -> Vec<u8> {
        match &mut self.dialect {
            Dialect::Unknown(read) => std::mem::take(read),
            Dialect::Native | Dialect::OpenAi => Vec::new(),
        }
    }

    fn translate(&mut self, data: &str, value: &Value, out: &mut String) {
        if data.trim() == "[DONE]" {
            out.push_str(&self.last_events());
            return;
        }
        // An error in the middle of an answer, and what this version does not know, is passed on unchanged.
        if !is_native(value) {
            out.push_str("data: ");
            out.push_str(data);
            out.push_str("\n\n");
            return;
        }
        let text = response_text(value);
        if !text.is_empty() {
            out.push_str(&self.content_start);
            out.push_str(&Value::String(text).to_string());
            out.push_str(CONTENT_END);
        }
        for call in tool_calls(value, self.tool_calls) {
            self.tool_calls += 1;
            out.push_str(&self.event(&json!({ "tool_calls": [call] }), &Value::Null));
        }
        if value["usage"].is_object() {
            self.usage = value["usage"].clone();
        }
    }

    fn last_events(&self) -> String {
        let reason = finish_reason(self.tool_calls, &self.usage, self.envelope.max_tokens);
        format!("{}data: [DONE]\n\n", self.event(&json!({}), &json!(reason)))
    }

    fn event(&self, delta: &Value, finish_reason: &Value) -> String {
        let mut event = self.envelope.object("chat.completion.chunk");
        event["choices"] = json!([{ "index": 0, "delta": delta, "finish_reason": finish_reason }]);
        if finish_reason.is_string() && self.usage.is_object() {
            event["usage"] = self.usage.clone();
        }
        format!("data: {event}\n\n")
    }
}

#[cfg(test)]
mod tests;
