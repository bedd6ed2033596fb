//! What the messages of a request say: who speaks, how long they are, how many pictures they have.

use super::fields::Fields;
use serde_json::{Map, Value};

/// The fields of an answer's message, which clients send back with the next question: OpenAI's
/// (<https://platform.openai.com/docs/api-reference/chat/object>), reasoning under its several names, Gemini's signature.
pub(crate) const ANSWER_FIELDS: [&str; 13] = [
    "role",
    "content",
    "refusal",
    "reasoning",
    "reasoning_content",
    "reasoning_details",
    "thinking",
    "thought_signature",
    "extra_content",
    "tool_calls",
    "function_call",
    "annotations",
    "audio",
];
/// Those that only a request's messages have: OpenAI's (<https://platform.openai.com/docs/api-reference/chat/create>), the
/// mark of what is kept in a cache, and DeepSeek's mark of a beginning.
const REQUEST_FIELDS: [&str; 4] = ["name", "tool_call_id", "cache_control", "prefix"];

/// Who may speak. `function` is the older name of `tool`.
const ROLES: [&str; 6] = ["system", "developer", "user", "assistant", "tool", "function"];

/// What is wrong with the list of messages, for its author.
pub(super) fn fault_of(messages: &[Value]) -> Option<String> {
    messages.iter().enumerate().find_map(|(at, message)| {
        let role = message["role"].as_str();
        let has_content = matches!(message["content"], Value::Null | Value::String(_) | Value::Array(_));
        match role {
            Some(role) if !ROLES.contains(&role) => {
                Some(format!("messages[{at}] has a role that is unknown"))
            }
            Some(_) if has_content => None,
            Some(_) => Some(format!("messages[{at}] has a content that is neither a text nor a list")),
            None => Some(format!("messages[{at}] has no role")),
        }
    })
}

/// Leaves out the fields of messages that this site does not know: of the request, whose other fields stay as they were
/// written, and of its `messages` as they were read. Returns their names.
pub(super) fn leave_out_unknown(fields: &mut Fields, messages: &mut [Value]) -> Vec<String> {
    let is_known = |name: &str| ANSWER_FIELDS.contains(&name) || REQUEST_FIELDS.contains(&name);
    let names = messages.iter().filter_map(Value::as_object).flat_map(Map::keys);
    let mut unknown: Vec<String> =
        names.filter(|name| !is_known(name)).map(|name| format!("messages.{name}")).collect();
    unknown.sort_unstable();
    unknown.dedup();
    if !unknown.is_empty() {
        fields.change_each("messages", |message| message.retain(is_known));
        for message in messages.iter_mut().filter_map(Value::as_object_mut) {
            message.retain(|name, _| is_known(name));
        }
    }
    unknown
}

/// The size of a part of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    /// Characters of text of any kind: words, names, arguments, schemas, files.
    pub(super) chars: usize,
    /// Those of them that are not ASCII.
    pub(super) wide_chars: usize,
    pub(super) pictures: usize,
    /// Bytes of the pictures' addresses, which hold the pictures themselves as a rule.
    pub(super) picture_bytes: usize,
}

impl Size {
    /// Adds a message: its content, and everything else that is written in it.
    pub(super) fn add_message(&mut self, message: &Value) {
        for (name, value) in message.as_object().into_iter().flatten() {
            match (name.as_str(), value) {
                ("role", _) => {}
                ("content", Value::Array(parts)) => parts.iter().for_each(|part| self.add_part(part)),
                ("content", content) => self.add_value(content),
                _ => {
                    self.add_text(name);
                    self.add_value(value);
                }
            }
        }
    }

    /// Everything that is written in a value.
    pub(super) fn add_value(&mut self, value: &Value) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => self.add_text(&number.to_string()),
            Value::String(text) => self.add_text(text),
            Value::Array(items) => items.iter().for_each(|item| self.add_value(item)),
            Value::Object(fields) => self.add_fields(fields),
        }
    }

    fn add_part(&mut self, part: &Value) {
        let kind = part["type"].as_str().unwrap_or_default();
        match part {
            Value::Object(fields) if matches!(kind, "image_url" | "input_image") => {
                self.pictures += 1;
                for (name, value) in fields {
                    match (name.as_str(), value) {
                        ("type", _) => {}
                        ("image_url", Value::String(address)) => self.picture_bytes += address.len(),
                        ("image_url", Value::Object(image)) => self.add_image(image),
                        // What stands beside a picture is text, whatever it is called.
                        _ => self.add_value(value),
                    }
                }
            }
            Value::Object(fields) => {
                fields
                    .iter()
                    .filter(|(name, _)| *name != "type")
                    .for_each(|(_, value)| self.add_value(value));
            }
            other => self.add_value(other),
        }
    }

    fn add_image(&mut self, image: &Map<String, Value>) {
        for (name, value) in image {
            match (name.as_str(), value) {
                ("url", Value::String(address)) => self.picture_bytes += address.len(),
                _ => self.add_value(value),
            }
        }
    }

    fn add_fields(&mut self, fields: &Map<String, Value>) {
        for (name, value) in fields {
            self.add_text(name);
            self.add_value(value);
        }
    }

    fn add_text(&mut self, text: &str) {
        let chars = text.chars().count();
        self.chars += chars;
        self.wide_chars +=
            if chars == text.len() { 0 } else { text.chars().filter(|c| !c.is_ascii()).count() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn size(message: &Value) -> Size {
        let mut size = Size::default();
        size.add_message(message);
        size
    }

    #[test]
    fn words_are_counted_in_every_shape() {
        let chars = |message: Value| size(&message).chars;
        assert_eq!(chars(json!({ "role": "user", "content": "你好, you" })), 7);
        assert_eq!(size(&json!({ "role": "user", "content": "你好, you" })).wide_chars, 2);
        assert_eq!(chars(json!({ "role": "user", "content": [{ "type": "text", "text": "four" }] })), 4);
        assert_eq!(chars(json!({ "role": "tool", "content": null })), 0);
        let call = json!({ "role": "assistant", "tool_calls": [{ "function": { "arguments": "x".repeat(1_000) } }] });
        assert!(chars(call) > 1_000);
        let file = json!({ "role": "user", "content": [{ "type": "file", "file": { "file_data": "x".repeat(900) } }] });
        assert!(chars(file) > 900);
    }

    #[test]
    fn a_picture_is_a_picture_whatever_stands_beside_it() {
        let part =
            json!({ "type": "image_url", "image_url": { "url": "data:image/png;base64,AAAA" }, "text": "" });
        let size = size(&json!({ "role": "user", "content": [part.clone(), part] }));
        assert_eq!((size.pictures, size.picture_bytes, size.chars), (2, 52, 0));
    }

    #[test]
    fn what_stands_beside_a_picture_counts_as_text() {
        let long = "x".repeat(640_000);
        for part in [
            json!({ "type": "image_url", "image_url": { "url": "a" }, "text": long }),
            json!({ "type": "image_url", "image_url": { "url": "a", "detail": long } }),
            json!({ "type": "input_image", "image_url": "a", "note": [long] }),
        ] {
            let size = size(&json!({ "role": "user", "content": [part] }));
            assert_eq!((size.pictures, size.picture_bytes, size.chars), (1, 1, 640_000));
        }
    }

    #[test]
    fn what_is_wrong_with_a_message_is_named_with_its_place() {
        let fault = |message| fault_of(&[json!({ "role": "user", "content": "x" }), message]);
        assert_eq!(fault(json!({ "role": "function", "name": "f", "content": null })), None);
        assert_eq!(fault(json!({ "role": "assistant", "tool_calls": [] })), None);
        for (message, what) in [
            (json!({ "role": "robot", "content": "x" }), "unknown"),
            (json!({ "content": "x" }), "no role"),
            (json!("x"), "no role"),
            (json!({ "role": "user", "content": 7 }), "content"),
        ] {
            let fault = fault(message).unwrap();
            assert!(fault.starts_with("messages[1]") && fault.contains(what), "{fault}");
        }
    }
}
