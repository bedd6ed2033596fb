//! Search over everything that was said.

use crate::{id::Id, record::MessageRecord};

/// So much is shown around a hit, in characters.
const AROUND: usize = 40;

/// What can be searched, newest first.
#[derive(Debug, Default)]
pub struct Index {
    messages: Vec<Indexed>,
}

#[derive(Debug)]
struct Indexed {
    conversation: Id,
    message: Id,
    at: f64,
    text: String,
    /// In small letters, with the same number of characters.
    folded: String,
}

/// A message with the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub conversation: Id,
    pub message: Id,
    pub before: String,
    pub found: String,
    pub after: String,
}

/// Small letters, one for one, so that places in the one text are places in the other.
fn fold(text: &str) -> String {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

impl Index {
    pub fn add(&mut self, records: &[MessageRecord]) {
        self.messages.extend(records.iter().map(|record| Indexed {
            conversation: record.conversation,
            message: record.id,
            at: record.at,
            folded: fold(&record.text),
            text: record.text.clone(),
        }));
    }

    /// Puts the newest first, once all are there.
    pub fn sort(&mut self) {
        self.messages.sort_by(|a, b| b.at.total_cmp(&a.at));
    }

    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// The hits among `count` messages from one on; a part of the work, so that the page stays awake.
    pub fn find(&self, query: &str, from: usize, count: usize) -> Vec<Hit> {
        let query = fold(query.trim());
        if query.is_empty() {
            return Vec::new();
        }
        self.messages.iter().skip(from).take(count).filter_map(|message| message.find(&query)).collect()
    }
}

impl Indexed {
    fn find(&self, query: &str) -> Option<Hit> {
        let start = self.folded.find(query)?;
        let first = self.folded[..start].chars().count();
        let last = first + query.chars().count();
        let part = |from: usize, to: usize| self.text.chars().skip(from).take(to - from).collect::<String>();
        let from = first.saturating_sub(AROUND);
        let lead = if from > 0 { "…" } else { "" };
        Some(Hit {
            conversation: self.conversation,
            message: self.message,
            before: format!("{lead}{}", part(from, first)),
            found: part(first, last),
            after: part(last, last + AROUND * 2),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Ending, Receipt};
    use proptest::prelude::*;
    use wire::Role;

    fn index(texts: &[&str]) -> Index {
        let record = |(at, text): (usize, &&str)| MessageRecord {
            id: at as Id,
            conversation: 1,
            parent: None,
            at: at as f64,
            role: Role::User,
            text: (*text).to_owned(),
            reasoning: String::new(),
            pictures: Vec::new(),
            ending: Ending::Complete,
            receipt: Receipt::default(),
        };
        let mut index = Index::default();
        index.add(&texts.iter().enumerate().map(record).collect::<Vec<_>>());
        index.sort();
        index
    }

    #[test]
    fn hits_are_found_whatever_the_letters_size_and_the_newest_comes_first() {
        let index = index(&["How do RAINBOWS form?", "彩虹是怎么形成的", "a rainbow, again"]);
        let hits = index.find(" Rainbow ", 0, 10);
        assert_eq!(hits.iter().map(|hit| hit.message).collect::<Vec<_>>(), [2, 0]);
        assert_eq!((hits[1].before.as_str(), hits[1].found.as_str()), ("How do ", "RAINBOW"));
        assert_eq!(index.find("怎么", 0, 10)[0].before, "彩虹是");
        assert!(index.find("  ", 0, 10).is_empty());
        assert!(index.find("rainbow", 1, 1).is_empty(), "only the part that was asked for");
    }

    proptest! {
        #[test]
        fn no_text_and_no_query_breaks_it(text in "\\PC{0,80}", query in "\\PC{1,5}") {
            let index = index(&[&text]);
            for hit in index.find(&query, 0, 1) {
                prop_assert!(text.contains(&hit.found));
            }
            prop_assert!(!index.find(&text, 0, 1).is_empty() || text.trim().is_empty());
        }
    }
}
