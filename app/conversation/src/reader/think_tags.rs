//! Reasoning that comes inside the answer: models such as DeepSeek R1 and Qwen begin with `<think>`, Gemini with `<thought>`,
//! others with `<thinking>`, and some services leave it there.

use super::words::Words;

/// The opening and the closing tags.
const TAGS: [(&str, &str); 3] =
    [("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<thought>", "</thought>")];

/// Takes the reasoning out of the content, which may be cut anywhere.
#[derive(Debug, Default)]
pub(crate) struct ThinkTags {
    place: Place,
    /// What may be the beginning of a tag.
    held: String,
}

#[derive(Debug, Default)]
enum Place {
    /// Before the first word. Only here a tag begins the reasoning: further on it is a part of the answer.
    #[default]
    Start,
    /// Between the tags: the closing one, and whether a word of the reasoning has come.
    Reasoning(&'static str, bool),
    /// After a closing tag, whose blank lines are not the answer's. The model may think once more.
    Gap,
    /// In the answer.
    Answer,
}

impl ThinkTags {
    /// The reasoning in a whole answer, and its words.
    pub(crate) fn split(answer: &str) -> Words {
        let mut tags = Self::default();
        let mut words = tags.push(answer);
        words.append(&tags.finish());
        words
    }

    /// Sorts the next content.
    pub(crate) fn push(&mut self, content: &str) -> Words {
        let mut words = Words::default();
        let text = std::mem::take(&mut self.held) + content;
        self.sort(&text, &mut words);
        words
    }

    /// What was held back, now that nothing follows.
    pub(crate) fn finish(&mut self) -> Words {
        let held = std::mem::take(&mut self.held);
        match self.place {
            Place::Reasoning(..) => Words { reasoning: held, ..Words::default() },
            Place::Gap if held.trim().is_empty() => Words::default(),
            _ => Words { content: held, ..Words::default() },
        }
    }

    fn sort(&mut self, text: &str, words: &mut Words) {
        match &mut self.place {
            Place::Start | Place::Gap => {
                let begun = text.trim_start();
                let tag = TAGS.iter().find_map(|(open, close)| Some((begun.strip_prefix(open)?, *close)));
                if let Some((reasoning, close)) = tag {
                    self.place = Place::Reasoning(close, false);
                    self.sort(reasoning, words);
                } else if TAGS.iter().any(|(open, _)| open.starts_with(begun)) {
                    self.held.push_str(text);
                } else {
                    words.content.push_str(if matches!(self.place, Place::Gap) { begun } else { text });
                    self.place = Place::Answer;
                }
            }
            Place::Reasoning(close, has_begun) => {
                let close = *close;
                let text = if *has_begun { text } else { text.trim_start() };
                if let Some((reasoning, answer)) = text.split_once(close) {
                    words.reasoning.push_str(reasoning);
                    self.place = Place::Gap;
                    self.sort(answer, words);
                } else {
                    let (reasoning, held) = text.split_at(text.len() - half_tag(text, close));
                    *has_begun |= !reasoning.is_empty();
                    words.reasoning.push_str(reasoning);
                    self.held.push_str(held);
                }
            }
            Place::Answer => words.content.push_str(text),
        }
    }
}

/// How many bytes at the end of a text may be the beginning of the closing tag.
fn half_tag(text: &str, close: &str) -> usize {
    (1..close.len()).rev().find(|length| text.ends_with(&close[..*length])).unwrap_or_default()
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
        assert_eq!(sort(&["<think>\nhm\n</think>\n\nYes."]), pair("hm\n", "Yes."));
        assert_eq!(sort(&["\n<think>hm</think>"]), pair("hm", ""));
        assert_eq!(sort(&["<think></think>", "\n", "\nYes."]), pair("", "Yes."));
    }

    #[test]
    fn each_tag_is_closed_by_its_own() {
        assert_eq!(sort(&["<thinking>hm </think> hm</thinking>Yes."]), pair("hm </think> hm", "Yes."));
        assert_eq!(sort(&["<thought>", "hm</thou", "ght>\n", "Yes."]), pair("hm", "Yes."));
        assert_eq!(sort(&["<thoughts>"]), pair("", "<thoughts>"));
    }

    #[test]
    fn a_model_may_think_more_than_once_and_without_a_word() {
        assert_eq!(
            sort(&["<think>\n\n</think>\n\n<think>hm</think>\nYes. <think>"]),
            pair("hm", "Yes. <think>")
        );
        assert_eq!(sort(&["<think>\n", "\n</think>\n"]), pair("", ""));
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
            text in "[ \n]?(<think>|<thought>)?[a<\u{4f60}/]{0,8}(</think>|</thought>)?[ \n]{0,2}(<thinking>)?[a<\u{4f60}]{0,6}",
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
