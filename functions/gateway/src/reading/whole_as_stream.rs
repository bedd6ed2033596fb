//! A whole answer as a stream, for a provider that does not stream although it was asked to.

use serde_json::{Map, Value, json};

/// The events of a `chat.completion`: its message, then why it ended and what it used, then `[DONE]`. `None` if it is no
/// JSON object.
pub(super) fn whole_as_stream(body: &[u8]) -> Option<Vec<u8>> {
    let Value::Object(mut answer) = serde_json::from_slice(body).ok()? else { return None };
    answer.insert("object".to_owned(), "chat.completion.chunk".into());
    let usage = answer.remove("usage");
    let Some(Value::Array(choices)) = answer.remove("choices") else { return None };
    let mut stream = String::new();
    let mut push = |choices: Vec<Value>, usage: Option<&Value>| {
        let mut event: Map<String, Value> = answer.clone();
        event.insert("choices".to_owned(), choices.into());
        event.extend(usage.map(|usage| ("usage".to_owned(), usage.clone())));
        stream.extend(["data: ", &Value::Object(event).to_string(), "\n\n"]);
    };
    let with_delta = |choice: &Value, delta: Value, reason: Value| json!({ "index": choice["index"], "delta": delta, "finish_reason": reason });
    push(
        choices.iter().map(|choice| with_delta(choice, delta(&choice["message"]), Value::Null)).collect(),
        None,
    );
    let ends =
        choices.iter().map(|choice| with_delta(choice, json!({}), choice["finish_reason"].clone())).collect();
    push(ends, usage.as_ref());
    stream.push_str("data: [DONE]\n\n");
    Some(stream.into_bytes())
}

/// The message as a delta, in which each tool call has its place.
fn delta(message: &Value) -> Value {
    let mut delta = message.clone();
    if let Some(calls) = delta.get_mut("tool_calls").and_then(Value::as_array_mut) {
        for (at, call) in calls.iter_mut().enumerate().filter(|(_, call)| call.is_object()) {
            call["index"] = at.into();
        }
    }
    delta
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_events_have_the_message_its_end_and_the_usage() {
        let answer = json!({
            "id": "c", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{ "index": 0, "finish_reason": "tool_calls", "message": {
                "role": "assistant", "content": "hi", "tool_calls": [{ "id": "x", "function": { "name": "f" } }]
            } }],
            "usage": { "completion_tokens": 2 },
        });
        let stream = String::from_utf8(whole_as_stream(answer.to_string().as_bytes()).unwrap()).unwrap();
        let events: Vec<&str> =
            stream.split("\n\n").filter_map(|event| event.strip_prefix("data: ")).collect();
        let [first, last, done] = events[..] else { panic!("{stream}") };
        let first: Value = serde_json::from_str(first).unwrap();
        assert_eq!(first["object"], "chat.completion.chunk");
        assert_eq!(first["choices"][0]["delta"]["tool_calls"][0]["index"], 0);
        assert_eq!((&first["choices"][0]["delta"]["content"], &first["usage"]), (&json!("hi"), &Value::Null));
        let last: Value = serde_json::from_str(last).unwrap();
        assert_eq!(
            (&last["choices"][0]["finish_reason"], &last["usage"]["completion_tokens"]),
            (&json!("tool_calls"), &json!(2))
        );
        assert_eq!(done, "[DONE]");
        assert_eq!(whole_as_stream(b"[]"), None);
        assert_eq!(whole_as_stream(br#"{"choices":1}"#), None);
    }
}
