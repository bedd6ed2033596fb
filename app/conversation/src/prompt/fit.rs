//! Which messages and pictures fit into a request.

use super::message::PromptMessage;
use crate::attachment;
use wire::Role;

/// Characters beside an attached text: what it is called, how much of it is there, the blank lines around.
const HEAD: usize = 100;

/// How many characters of an attached text go into `room`.
pub fn chars_of_attached(text: &str, room: usize) -> usize {
    text.chars().count().min(room.saturating_sub(HEAD))
}

/// Puts the attached texts among the words of their messages, those of the newest first: whole, or as much of the
/// beginning as `budget` has room for.
pub(super) fn add_attached(messages: &mut [PromptMessage], budget: usize) {
    let mut room = budget;
    for message in messages.iter_mut().rev() {
        room = room.saturating_sub(message.text.chars().count());
        for attachment in std::mem::take(&mut message.attachments) {
            let Some(text) = attachment::text(&attachment) else {
                message.attachments.push(attachment);
                continue;
            };
            let chars = chars_of_attached(text, room);
            room = room.saturating_sub(chars + HEAD);
            if chars > 0 {
                message.append(PromptMessage::new(message.role, beginning(text, chars)));
            }
        }
    }
}

/// The first characters of an attached text, under a line that says whether they are all.
fn beginning(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("The beginning of an attached text:\n\n{}", &text[..end]),
        None => format!("An attached text:\n\n{text}"),
    }
}

/// Leaves out the oldest pictures, so that the others have at most `budget` characters: a request may have so many
/// bytes, which pictures would fill.
pub(super) fn leave_out_pictures(messages: &mut [PromptMessage], budget: usize) {
    let mut left = budget;
    for message in messages.iter_mut().rev() {
        message.attachments.retain(|picture| {
            let fits = picture.len() <= left;
            // No picture older than one that does not fit.
            left = if fits { left - picture.len() } else { 0 };
            fits
        });
    }
}

/// How many of the oldest `messages` are left out, so that the others have at most `budget` characters.
/// The last message always stays, and the first that stays is a question.
pub(super) fn left_out(messages: &[PromptMessage], budget: usize) -> usize {
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

/// Joins messages of one speaker in a row: a question without an answer, and the next one. Some services refuse a request
/// in which the speakers do not alternate, and would refuse every later one of the conversation.
pub(super) fn join_neighbours(messages: Vec<PromptMessage>) -> Vec<PromptMessage> {
    let mut joined: Vec<PromptMessage> = Vec::with_capacity(messages.len());
    for message in messages {
        match joined.last_mut() {
            Some(last) if last.role == message.role => last.append(message),
            _ => joined.push(message),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Assistant, User};

    fn messages(sizes: &[(Role, usize)]) -> Vec<PromptMessage> {
        sizes.iter().map(|&(role, chars)| PromptMessage::new(role, "字".repeat(chars))).collect()
    }

    #[test]
    fn the_oldest_pictures_are_left_out_first_and_the_words_stay() {
        let with_picture = |length: usize| PromptMessage {
            attachments: vec!["x".repeat(length)],
            ..PromptMessage::new(User, "a")
        };
        let mut messages = [with_picture(6), with_picture(5)];
        leave_out_pictures(&mut messages, 10);
        assert_eq!(messages, [PromptMessage::new(User, "a"), with_picture(5)]);
    }

    #[test]
    fn an_attached_text_stands_under_the_words_as_much_of_it_as_fits_the_newest_first() {
        let question = |text: &str, attached: &str| PromptMessage {
            attachments: vec!["data:image/jpeg;x".to_owned(), attachment::of_text(attached)],
            ..PromptMessage::new(User, text)
        };
        let texts = |budget: usize| {
            let mut messages = [
                question("old", &"字".repeat(90)),
                PromptMessage::new(Assistant, "so"),
                question("new", &"x".repeat(50)),
            ];
            add_attached(&mut messages, budget);
            assert!(messages.iter().all(|message| message.attachments.len() <= 1), "pictures stay");
            assert!(messages.iter().map(PromptMessage::chars).sum::<usize>() <= budget);
            [messages[0].text.clone(), messages[2].text.clone()]
        };
        let whole = format!("new\n\nAn attached text:\n\n{}", "x".repeat(50));
        assert_eq!(texts(500), [format!("old\n\nAn attached text:\n\n{}", "字".repeat(90)), whole.clone()]);
        let part = format!("old\n\nThe beginning of an attached text:\n\n{}", "字".repeat(42));
        assert_eq!(texts(3 + 150 + 2 + 3 + 142), [part, whole.clone()]);
        assert_eq!(texts(3 + 150 + 2), ["old".to_owned(), whole]);
        assert_eq!(texts(50), ["old", "new"]);
    }

    #[test]
    fn the_speakers_alternate_whatever_happened_to_an_answer() {
        let picture = || vec!["data:image/png;base64,AAAA".to_owned()];
        let joined = join_neighbours(vec![
            PromptMessage::new(User, "a"),
            PromptMessage { attachments: picture(), ..PromptMessage::new(User, "b") },
            PromptMessage { attachments: picture(), ..PromptMessage::new(User, "") },
            PromptMessage::new(Assistant, "c"),
            PromptMessage::new(User, "d"),
        ]);
        let all = PromptMessage {
            attachments: [picture(), picture()].concat(),
            ..PromptMessage::new(User, "a\n\nb")
        };
        assert_eq!(joined, [all, PromptMessage::new(Assistant, "c"), PromptMessage::new(User, "d")]);
    }

    #[test]
    fn a_conversation_that_fits_is_sent_whole() {
        assert_eq!(left_out(&[], 10), 0);
        assert_eq!(left_out(&messages(&[(User, 3), (Assistant, 3), (User, 4)]), 10), 0);
    }

    #[test]
    fn the_oldest_messages_are_left_out_first_and_the_rest_begins_with_a_question() {
        let messages = messages(&[(User, 3), (Assistant, 3), (User, 3), (Assistant, 3), (User, 1)]);
        assert_eq!(left_out(&messages, 12), 2, "3 + 3 + 3 + 1 would fit, but begins with an answer");
        assert_eq!(left_out(&messages, 6), 4);
        assert_eq!(left_out(&messages, 7), 2);
    }

    #[test]
    fn the_question_itself_always_stays() {
        assert_eq!(left_out(&messages(&[(User, 3), (Assistant, 3), (User, 50)]), 10), 2);
        assert_eq!(left_out(&messages(&[(User, 50)]), 10), 0);
    }
}
