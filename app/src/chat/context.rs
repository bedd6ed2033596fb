//! What of a conversation still fits into a request.

use wire::{Message, Role};

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
