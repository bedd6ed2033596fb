//! Workers AI's native dialect, which only the `AI` binding gives, and whole answers in it. Newer models answer in
//! OpenAI's dialect there too.
//!
//! ```text
//! {"response": "...", "usage": {...}}
//! ```

use serde_json::{Value, json};

/// The parts of an answer in OpenAI's dialect that a native answer does not have.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The answer's id.
    pub id: String,
    /// Seconds since 1970.
    pub created: u64,
    /// The model that was asked.
    pub model: String,
    /// The most tokens that the model was given. An answer that used all of them was cut.
    pub max_tokens: u32,
}

impl Envelope {
    /// The fields of every object of the answer.
    pub(super) fn object(&self, object: &str) -> Value {
        json!({ "id": self.id, "object": object, "created": self.created, "model": self.model })
    }
}

/// Translates a whole answer into OpenAI's dialect. `None` if it is not native, so that it can be passed on unchanged.
pub(super) fn translate_whole(body: &[u8], envelope: &Envelope) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(body).ok()?;
    // The REST API wraps its result.
    let native = if value["result"].is_object() { &value["result"] } else { &value };
    if !is_native(native) {
        return None;
    }
    let calls = tool_calls(native, 0);
    let reason = finish_reason(calls.len(), &native["usage"], envelope.max_tokens);
    let mut message = json!({ "role": "assistant", "content": response_text(native) });
    if !calls.is_empty() {
        message["tool_calls"] = Value::Array(calls);
    }
    let mut answer = envelope.object("chat.completion");
    answer["choices"] = json!([{ "index": 0, "message": message, "finish_reason": reason }]);
    if native["usage"].is_object() {
        answer["usage"] = native["usage"].clone();
    }
    Some(answer.to_string().into_bytes())
}

/// Whether an answer, or an event of a stream, is in the native dialect.
pub(super) fn is_native(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    (has("response") || has("tool_calls")) && !has("choices")
}

/// The text of an answer or an event. Some models send a token of digits as a number, and JSON mode sends an object.
pub(super) fn response_text(native: &Value) -> String {
    match &native["response"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Tool calls in OpenAI's dialect, numbered from `first`. Native calls have no ids, and their arguments are not always a
/// text.
pub(super) fn tool_calls(native: &Value, first: usize) -> Vec<Value> {
    let all = native["tool_calls"].as_array().map(Vec::as_slice).unwrap_or_default();
    let call = |(at, call): (usize, &Value)| {
        // Some models write OpenAI's shape here.
        let call = if call["function"].is_object() { &call["function"] } else { call };
        let arguments =
            call["arguments"].as_str().map_or_else(|| call["arguments"].to_string(), str::to_owned);
        json!({ "index": at, "id": format!("call_{at}"), "type": "function",
            "function": { "name": call["name"], "arguments": arguments } })
    };
    (first..).zip(all).map(call).collect()
}

/// Why an answer ended, which the native dialect does not say.
pub(super) fn finish_reason(calls: usize, usage: &Value, max_tokens: u32) -> &'static str {
    let used = usage["completion_tokens"].as_u64().unwrap_or_default();
    match calls {
        0 if used >= u64::from(max_tokens) => "length",
        0 => "stop",
        _ => "tool_calls",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wire::{Chunk, FinishReason};

    fn envelope() -> Envelope {
        Envelope { id: "chatcmpl-1".to_owned(), created: 7, model: "@cf/m".to_owned(), max_tokens: 5 }
    }

    #[test]
    fn a_native_answer_is_translated_bare_or_wrapped_and_any_other_is_left_alone() {
        for body in [
            r#"{"response":"hi","usage":{"completion_tokens":1}}"#,
            r#"{"result":{"response":"hi"},"success":true}"#,
        ] {
            let whole = Chunk::read_whole(&translate_whole(body.as_bytes(), &envelope()).unwrap()).unwrap();
            assert_eq!((whole.delta.content.as_str(), whole.finish_reason), ("hi", Some(FinishReason::Stop)));
        }
        for body in [r#"{"choices":[],"response":"x"}"#, r#"{"error":"x"}"#, "<html>", "[]"] {
            assert_eq!(translate_whole(body.as_bytes(), &envelope()), None);
        }
    }

    #[test]
    fn tool_calls_get_ids_and_their_arguments_become_texts() {
        let native = br#"{"response":null,"tool_calls":[{"name":"f","arguments":{"a":1}},{"name":"g","arguments":"{}"}]}"#;
        let whole: Value = serde_json::from_slice(&translate_whole(native, &envelope()).unwrap()).unwrap();
        let choice = &whole["choices"][0];
        assert_eq!(choice["finish_reason"], "tool_calls");
        assert_eq!(choice["message"]["tool_calls"][0]["function"]["arguments"], "{\"a\":1}");
        assert_eq!(choice["message"]["tool_calls"][1]["id"], "call_1");
        let native = br#"{"response":"","tool_calls":[{"id":"x","type":"function","function":{"name":"f","arguments":"{}"}}]}"#;
        let whole: Value = serde_json::from_slice(&translate_whole(native, &envelope()).unwrap()).unwrap();
        assert_eq!(whole["choices"][0]["message"]["tool_calls"][0]["function"]["name"], "f");
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            translate_whole(&bytes, &envelope());
        }
    }
}
