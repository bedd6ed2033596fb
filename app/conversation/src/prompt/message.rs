//! A message as a model reads it.

use crate::attachment;
use serde_json::{Value, json};
use wire::Role;

/// A message as a model reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptMessage {
    /// Who speaks.
    pub role: Role,
    /// The words.
    pub text: String,
    /// Pictures, and texts that are not among the words yet: see [`crate::attachment`].
    pub attachments: Vec<String>,
}

impl PromptMessage {
    /// A message without attachments.
    pub fn new(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), attachments: Vec::new() }
    }

    /// Adds the words and attachments of another message, in a paragraph of their own.
    pub(super) fn append(&mut self, next: Self) {
        if !self.text.is_empty() && !next.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&next.text);
        self.attachments.extend(next.attachments);
    }

    /// Characters of text.
    pub fn chars(&self) -> usize {
        let attached = self.attachments.iter().filter_map(|attachment| attachment::text(attachment));
        attached.map(|text| text.chars().count()).sum::<usize>() + self.text.chars().count()
    }

    /// The message in OpenAI's dialect. With pictures its content is a list of parts.
    pub(super) fn to_json(&self) -> Value {
        if self.attachments.is_empty() {
            return json!({ "role": self.role, "content": self.text });
        }
        let mut parts = vec![json!({ "type": "text", "text": self.text })];
        let picture = |url: &String| json!({ "type": "image_url", "image_url": { "url": url } });
        parts.extend(self.attachments.iter().map(picture));
        json!({ "role": self.role, "content": parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_parts_of_the_content() {
        let message = PromptMessage::new(Role::User, "a");
        assert_eq!(message.to_json(), json!({ "role": "user", "content": "a" }));
        let message = PromptMessage { attachments: vec!["xxxxx".to_owned()], ..message };
        let parts = json!([
            { "type": "text", "text": "a" },
            { "type": "image_url", "image_url": { "url": "xxxxx" } },
        ]);
        assert_eq!(message.to_json(), json!({ "role": "user", "content": parts }));
        assert_eq!(message.chars(), 1, "pictures have a limit of their own");
    }
}
