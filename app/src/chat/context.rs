//! What of a conversation still fits into a request.

use wire::{Role, json::Value};

/// A message, as a model is to read it.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) role: Role,
    pub(crate) text: String,
    /// In `data:` addresses.
    pub(crate) pictures: Vec<String>,
}

impl Said {
    pub(crate) fn text(role: Role, text: impl Into<String>) -> Self {
        Self { role, text: text.into(), pictures: Vec::new() }
    }

    /// Characters of text.
    pub(crate) fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// In OpenAI's dialect, pictures as parts.
    pub(crate) fn to_json(&self) -> Value {
        let text: Value = (&self.text).into();
        let content = if self.pictures.is_empty() {
            text
        } else {
            let picture = |url: &String| {
                let url = Value::object().with("url", url);
                Value::object().with("type", "image_url").with("image_url", url)
            };
            let words = Value::object().with("type", "text").with("text", text);
            std::iter::once(words).chain(self.pictures.iter().map(picture)).collect()
        };
        Value::object().with("role", self.role.as_str()).with("content", content)
    }
}

/// Leaves out the oldest pictures, so that those which stay have at most `budget` characters: a request has a
/// greatest length, and pictures would fill it.
pub(crate) fn shed_pictures(messages: &mut [Said], budget: usize) {
    let mut left = budget;
    for message in messages.iter_mut().rev() {
        message.pictures.retain(|picture| {
            let fits = picture.len() <= left;
            left = if fits { left - picture.len() } else { 0 };
            fits
        });
    }
}

/// How many of `messages` are left out, from the oldest on, so that the rest has at most `budget` characters.
/// The last one always stays, and what stays begins with a question.
pub(crate) fn left_out(messages: &[Said], budget: usize) -> usize {
    let last = messages.len().saturating_sub(1);
    let mut chars = 0;
    let mut first = messages.len();
    for (at, message) in messages.iter().enumerate().rev() {
        chars += message.chars();
        if chars > budget && at < last {
            break;
        }
        first = at;
    }
    while first < last && first > 0 && messages[first].role == Role::Assistant {
        first += 1;
    }
    first.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Assistant, User};

    fn said(roles: &[(Role, usize)]) -> Vec<Said> {
        roles.iter().map(|&(role, chars)| Said::text(role, "字".repeat(chars))).collect()
    }

    #[test]
    fn the_oldest_pictures_go_first_and_the_words_stay() {
        let with = |length: usize| Said { pictures: vec!["x".repeat(length)], ..Said::text(User, "a") };
        let mut messages = [with(6), with(5)];
        assert_eq!(messages[0].chars(), 1);
        shed_pictures(&mut messages, 10);
        assert_eq!(messages[0].to_json().to_string(), r#"{"role":"user","content":"a"}"#);
        assert_eq!(
            messages[1].to_json().to_string(),
            r#"{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"xxxxx"}}]}"#
        );
    }

    #[test]
    fn what_fits_is_kept_whole() {
        assert_eq!(left_out(&[], 10), 0);
        assert_eq!(left_out(&said(&[(User, 3), (Assistant, 3), (User, 4)]), 10), 0);
    }

    #[test]
    fn the_oldest_go_first_and_no_answer_stands_at_the_beginning() {
        let messages = said(&[(User, 3), (Assistant, 3), (User, 3), (Assistant, 3), (User, 1)]);
        assert_eq!(left_out(&messages, 12), 2, "3 + 3 + 3 + 1 would fit, but begins with an answer");
        assert_eq!(left_out(&messages, 6), 4);
        assert_eq!(left_out(&messages, 7), 2);
    }

    #[test]
    fn the_question_itself_always_stays() {
        assert_eq!(left_out(&said(&[(User, 3), (Assistant, 3), (User, 50)]), 10), 2);
        assert_eq!(left_out(&said(&[(User, 50)]), 10), 0);
    }
}
