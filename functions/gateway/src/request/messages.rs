//! What the messages of a request say: who speaks, how long they are, how many pictures they have.

use serde::Deserialize;
use serde_json::{Map, Value};

/// Who may speak. `function` is the older name of `tool`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    System,
    Developer,
    User,
    Assistant,
    Tool,
    Function,
}

/// One message, as far as it is looked at.
#[derive(Debug, Deserialize)]
pub(super) struct Message {
    #[expect(dead_code, reason = "reading it checks it")]
    role: Role,
    /// `None` on an assistant's message that only calls tools.
    #[serde(default)]
    content: Option<Content>,
    /// Names, tool calls, reasoning.
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Parts(Vec<Value>),
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
    /// The size of a message.
    pub(super) fn add_message(&mut self, message: &Message) {
        match &message.content {
            None => {}
            Some(Content::Text(text)) => self.add_text(text),
            Some(Content::Parts(parts)) => parts.iter().for_each(|part| self.add_part(part)),
        }
        self.add_fields(&message.rest);
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
                let address = match &fields.get("image_url") {
                    Some(Value::String(address)) => Some(address.as_str()),
                    Some(image) => image["url"].as_str(),
                    None => None,
                };
                self.picture_bytes += address.map_or(0, str::len);
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

    fn size(message: Value) -> Size {
        let mut size = Size::default();
        size.add_message(&serde_json::from_value(message).unwrap());
        size
    }

    #[test]
    fn words_are_counted_in_every_shape() {
        let chars = |message| size(message).chars;
        assert_eq!(chars(json!({ "role": "user", "content": "你好, you" })), 7);
        assert_eq!(size(json!({ "role": "user", "content": "你好, you" })).wide_chars, 2);
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
        let size = size(json!({ "role": "user", "content": [part.clone(), part] }));
        assert_eq!((size.pictures, size.picture_bytes, size.chars), (2, 52, 0));
    }

    #[test]
    fn an_unknown_role_is_no_message() {
        assert!(serde_json::from_value::<Message>(json!({ "role": "robot", "content": "x" })).is_err());
        assert!(
            serde_json::from_value::<Message>(json!({ "role": "function", "name": "f", "content": "x" }))
                .is_ok()
        );
    }
}
