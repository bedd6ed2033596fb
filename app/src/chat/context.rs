//! What of a conversation still fits into a request.

use serde_json::{Value, json};
use wire::{Content, Message, Role};

/// A message, with its pictures as parts in OpenAI's dialect.
pub(crate) fn message(role: Role, text: String, pictures: &[String]) -> Message {
    if pictures.is_empty() {
        return Message::text(role, text);
    }
    let mut parts = vec![json!({ "type": "text", "text": text })];
    parts.extend(pictures.iter().map(|url| json!({ "type": "image_url", "image_url": { "url": url } })));
    Message { content: Some(Content::Parts(parts)), ..Message::text(role, "") }
}

/// Leaves out the oldest pictures, so that those which stay have at most `budget` characters: a request has a
/// greatest length, and pictures would fill it.
pub(crate) fn shed_pictures(messages: &mut [Message], budget: usize) {
    let mut left = budget;
    for message in messages.iter_mut().rev() {
        let Some(Content::Parts(parts)) = &mut message.content else { continue };
        let length = |part: &Value| part["image_url"]["url"].as_str().map_or(0, str::len);
        parts.retain(|part| {
            let fits = length(part) <= left;
            left = if fits { left - length(part) } else { 0 };
            fits
        });
    }
}

/// How many of `messages` are left out, from the oldest on, so that the rest has at most `budget` characters.
/// The last one always stays, and what stays begins with a question.
pub(crate) fn left_out(messages: &[Message], budget: usize) -> usize {
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

    fn said(roles: &[(Role, usize)]) -> Vec<Message> {
        roles.iter().map(|&(role, chars)| Message::text(role, "字".repeat(chars))).collect()
    }

    #[test]
    fn the_oldest_pictures_go_first_and_the_words_stay() {
        let picture = |length: usize| vec!["x".repeat(length)];
        let mut messages =
            [message(User, "a".to_owned(), &picture(6)), message(User, "b".to_owned(), &picture(5))];
        assert_eq!(messages[0].chars(), 1);
        shed_pictures(&mut messages, 10);
        let parts = messages.map(|message| match message.content {
            Some(Content::Parts(parts)) => parts.len(),
            _ => 0,
        });
        assert_eq!(parts, [1, 2]);
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
