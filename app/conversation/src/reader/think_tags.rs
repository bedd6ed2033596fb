//! Reasoning that comes inside the answer: models such as DeepSeek R1 and Qwen begin with `<think>`, and some services
//! leave it there.

use super::words::Words;

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// Takes the reasoning out of the content, which may be cut anywhere.
#[derive(Debug, Default)]
pub(super) struct ThinkTags {
    place: Place,
    /// What may be the beginning of a tag.
    held: String,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Place {
    /// Before the first word. Only here a tag begins the reasoning: further on it is a part of the answer.
    #[default]
    Start,
    /// Between the tags.
    Reasoning,
    /// After the closing tag, whose blank lines are not the answer's.
    Gap,
    /// In the answer.
    Answer,
}

impl ThinkTags {
    /// Sorts the next content.
    pub(super) fn push(&mut self, content: &str) -> Words {
        let mut words = Words::default();
        if self.place == Place::Answer {
            words.content.push_str(content);
            return words;
        }
        let text = std::mem::take(&mut self.held) + content;
        self.sort(&text, &mut words);
        words
    }

    /// What was held back, now that nothing follows.
    pub(super) fn finish(&mut self) -> Words {
        let held = std::mem::take(&mut self.held);
        match self.place {
            Place::Reasoning => Words { reasoning: held, ..Words::default() },
            Place::Start | Place::Answer => Words { content: held, ..Words::default() },
            Place::Gap => Words::default(),
        }
    }

    fn sort(&mut self, text: &str, words: &mut Words) {
        match self.place {
            Place::Start => {
                let begun = text.trim_start();
                if let Some(reasoning) = begun.strip_prefix(OPEN) {
                    self.place = Place::Reasoning;
                    self.sort(reasoning, words);
                } else if OPEN.starts_with(begun) {
                    self.held.push_str(text);
                } else {
                    self.place = Place::Answer;
                    words.content.push_str(text);
                }
            }
            Place::Reasoning => {
                if let Some((reasoning, answer)) = text.split_once(CLOSE) {
                    words.reasoning.push_str(reasoning);
                    self.place = Place::Gap;
                    self.sort(answer, words);
                } else {
                    let (reasoning, held) = text.split_at(text.len() - half_tag(text));
                    words.reasoning.push_str(reasoning);
                    self.held.push_str(held);
                }
            }
            Place::Gap => {
                let answer = text.trim_start();
                if !answer.is_empty() {
                    self.place = Place::Answer;
                    words.content.push_str(answer);
                }
            }
            Place::Answer => words.content.push_str(text),
        }
    }
}

/// How many bytes at the end of a text may be the beginning of the closing tag.
fn half_tag(text: &str) -> usize {
    (1..CLOSE.len()).rev().find(|length| text.ends_with(&CLOSE[..*length])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sort(pieces: &[&str]) -> (String, String) {
        let mut tags = ThinkTags::default();
        let mut all = Words::default();
        for piece in pieces {
            all.append(&tags.push(piece));
        }
        all.append(&tags.finish());
        (all.reasoning, all.content)
    }

    fn pair(reasoning: &str, content: &str) -> (String, String) {
        (reasoning.to_owned(), content.to_owned())
    }

    #[test]
    fn what_is_between_the_tags_is_reasoning() {
        assert_eq!(sort(&["<think>\nhm\n</think>\n\nYes."]), pair("\nhm\n", "Yes."));
        assert_eq!(sort(&["\n<think>hm</think>"]), pair("hm", ""));
        assert_eq!(sort(&["<think></think>", "\n", "\nYes."]), pair("", "Yes."));
    }

    #[test]
    fn reasoning_that_never_closes_is_all_reasoning() {
        assert_eq!(sort(&["<think>hm <", "/thi"]), pair("hm </thi", ""));
    }

    #[test]
    fn a_tag_further_on_is_a_part_of_the_answer() {
        assert_eq!(sort(&["The tag <think> is", " </think>"]), pair("", "The tag <think> is </think>"));
        assert_eq!(sort(&["<thin", "g>"]), pair("", "<thing>"));
        assert_eq!(sort(&["<th"]), pair("", "<th"));
        assert_eq!(sort(&["  words"]), pair("", "  words"));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_content_is_cut(
            text in "[ \n]?(<think>)?[a<\u{4f60}/]{0,8}(</think>)?[ \n]{0,2}[a<\u{4f60}]{0,6}",
            cuts in prop::collection::vec(1..5usize, 0..20),
        ) {
            let mut pieces = Vec::new();
            let mut rest = text.as_str();
            for cut in cuts {
                let at = rest.char_indices().nth(cut).map_or(rest.len(), |(at, _)| at);
                let (piece, next) = rest.split_at(at);
                pieces.push(piece);
                rest = next;
            }
            pieces.push(rest);
            prop_assert_eq!(sort(&pieces), sort(&[&text]));
        }
    }
}
