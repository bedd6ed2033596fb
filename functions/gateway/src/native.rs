//! Workers AI's native answers, which only the `AI` binding gives, turned into the one dialect. It is
//! the only path that encodes an answer anew, so it does so by the piece that was read, not by the
//! event, and not at all where the model answers in the one dialect by itself.
//!
//! Native: `data: {"response": "..."}`, then one event with `usage`, then `data: [DONE]`; whole:
//! `{"response": "...", "usage": {...}}`. Newer models answer in the one dialect there too.

use serde_json::{Value, json};
use wire::sse;

/// What a native answer does not say, and the one dialect does.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The answer's id.
    pub id: String,
    /// Seconds since 1970.
    pub created: u64,
    /// The model that was asked.
    pub model: String,
    /// The most tokens that it was given: one that took them all was cut.
    pub max_tokens: u32,
}

/// Translates one streamed answer.
#[derive(Debug)]
pub struct Translator {
    envelope: Envelope,
    /// All of a content event but its text.
    opening: String,
    decoder: sse::Decoder,
    dialect: Dialect,
    calls: usize,
    usage: Value,
}

/// What the answer's dialect has turned out to be.
#[derive(Debug)]
enum Dialect {
    /// Not known yet; what was read so far.
    Unknown(Vec<u8>),
    /// Native: every event is translated.
    Native,
    /// The one dialect: every byte is passed on.
    Plain,
}

const CLOSING: &str = "},\"finish_reason\":null}]}\n\n";

impl Translator {
    /// Begins an answer.
    pub fn new(envelope: Envelope) -> Self {
        let head = head(&envelope, "chat.completion.chunk").to_string();
        let opening = format!(
            "data: {},\"choices\":[{{\"index\":0,\"delta\":{{\"content\":",
            head.strip_suffix('}').unwrap_or(&head)
        );
        Self {
            envelope,
            opening,
            decoder: sse::Decoder::new(),
            dialect: Dialect::Unknown(Vec::new()),
            calls: 0,
            usage: Value::Null,
        }
    }

    /// Whether the rest can be passed on as it is.
    pub const fn is_plain(&self) -> bool {
        matches!(self.dialect, Dialect::Plain)
    }

    /// Takes the next bytes and returns what they are in the one dialect.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.is_plain() {
            return bytes.to_vec();
        }
        let mut events = Vec::new();
        self.decoder.push(bytes, |event| events.push(event));
        let mut out = String::new();
        for event in &events {
            let value = serde_json::from_str::<Value>(&event.data).unwrap_or(Value::Null);
            // The first event tells.
            if let Dialect::Unknown(read) = &mut self.dialect {
                if !is_native(&value) {
                    read.extend_from_slice(bytes);
                    let read = std::mem::take(read);
                    self.dialect = Dialect::Plain;
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

    /// A whole answer in the one dialect, see [`translate_whole`].
    pub(crate) fn whole(&self, body: &[u8]) -> Option<Vec<u8>> {
        translate_whole(body, &self.envelope)
    }

    /// The answer is over; what is left of it.
    pub fn finish(&mut self) -> Vec<u8> {
        match &mut self.dialect {
            Dialect::Unknown(read) => std::mem::take(read),
            Dialect::Native | Dialect::Plain => Vec::new(),
        }
    }

    fn translate(&mut self, data: &str, value: &Value, out: &mut String) {
        if data.trim() == "[DONE]" {
            out.push_str(&self.last());
            return;
        }
        // An error in mid-answer, or what this version does not know, travels as it is.
        if !is_native(value) {
            out.push_str("data: ");
            out.push_str(data);
            out.push_str("\n\n");
            return;
        }
        let text = text(&value["response"]);
        if !text.is_empty() {
            out.push_str(&self.opening);
            out.push_str(&Value::String(text).to_string());
            out.push_str(CLOSING);
        }
        for call in calls(value, self.calls) {
            self.calls += 1;
            out.push_str(&self.event(&json!({ "tool_calls": [call] }), &Value::Null));
        }
        if value["usage"].is_object() {
            self.usage = value["usage"].clone();
        }
    }

    fn last(&self) -> String {
        let reason = finish_reason(self.calls, &self.usage, self.envelope.max_tokens);
        format!("{}data: [DONE]\n\n", self.event(&json!({}), &json!(reason)))
    }

    fn event(&self, delta: &Value, finish_reason: &Value) -> String {
        let mut event = head(&self.envelope, "chat.completion.chunk");
        event["choices"] = json!([{ "index": 0, "delta": delta, "finish_reason": finish_reason }]);
        if finish_reason.is_string() && self.usage.is_object() {
            event["usage"] = self.usage.clone();
        }
        format!("data: {event}\n\n")
    }
}

/// A whole answer in the one dialect; `None` if it is no native one, and so can be passed on as it is.
pub fn translate_whole(body: &[u8], envelope: &Envelope) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(body).ok()?;
    // The REST API wraps its result.
    let native = if value["result"].is_object() { &value["result"] } else { &value };
    if !is_native(native) {
        return None;
    }
    let calls = calls(native, 0);
    let reason = finish_reason(calls.len(), &native["usage"], envelope.max_tokens);
    let mut message = json!({ "role": "assistant", "content": text(&native["response"]) });
    if !calls.is_empty() {
        message["tool_calls"] = Value::Array(calls);
    }
    let mut answer = head(envelope, "chat.completion");
    answer["choices"] = json!([{ "index": 0, "message": message, "finish_reason": reason }]);
    if native["usage"].is_object() {
        answer["usage"] = native["usage"].clone();
    }
    Some(answer.to_string().into_bytes())
}

fn is_native(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    (has("response") || has("tool_calls")) && !has("choices")
}

fn head(envelope: &Envelope, object: &str) -> Value {
    json!({ "id": envelope.id, "object": object, "created": envelope.created, "model": envelope.model })
}

/// Some models send a token of digits as a number, and JSON mode sends an object.
fn text(response: &Value) -> String {
    match response {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Native calls have no ids, and arguments that are not always a text.
fn calls(native: &Value, from: usize) -> Vec<Value> {
    let all = native["tool_calls"].as_array().map(Vec::as_slice).unwrap_or_default();
    let call = |(at, call): (usize, &Value)| {
        let arguments =
            call["arguments"].as_str().map_or_else(|| call["arguments"].to_string(), str::to_owned);
        json!({ "index": at, "id": format!("call_{at}"), "type": "function",
            "function": { "name": call["name"], "arguments": arguments } })
    };
    (from..).zip(all).map(call).collect()
}

fn finish_reason(calls: usize, usage: &Value, max_tokens: u32) -> &'static str {
    let used = usage["completion_tokens"].as_u64().unwrap_or_default();
    match calls {
        0 if used >= u64::from(max_tokens) => "length",
        0 => "stop",
        _ => "tool_calls",
    }
}

#[cfg(test)]
mod tests;
