//! Search over the words of all messages.

use crate::{id::Id, record::MessageRecord};

/// The characters that are shown before a hit; after it there are twice as many.
const AROUND: usize = 40;

/// The most bytes of text that an index holds.
const MAX_BYTES: usize = 64_000_000;

/// The messages that can be searched.
#[derive(Debug)]
pub struct Index {
    messages: Vec<Indexed>,
    /// Of their texts.
    bytes: usize,
    lowercase: fn(&str) -> String,
}

#[derive(Debug)]
struct Indexed {
    conversation: Id,
    message: Id,
    text: String,
    /// The text in lower case, with the same number of characters.
    lowercase: String,
}

/// A message in which the query stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The conversation of the message.
    pub conversation: Id,
    /// The message.
    pub message: Id,
    /// The words before the query, with `…` if there are more.
    pub before: String,
    /// The query as the message has it.
    pub found: String,
    /// The words after the query.
    pub after: String,
}

impl Index {
    /// No messages. `lowercase` makes small letters: the browser's own, since Unicode's tables are large.
    pub fn new(lowercase: fn(&str) -> String) -> Self {
        Self { messages: Vec::new(), bytes: 0, lowercase }
    }

    /// Adds messages behind the others. Hits come in the order of adding.
    pub fn add(&mut self, records: Vec<MessageRecord>) {
        for record in records.into_iter().filter(|record| !record.is_deleted) {
            let lowercase = by_character(&record.text, self.lowercase);
            self.bytes += record.text.len() + lowercase.len();
            let (conversation, message) = (record.conversation, record.id);
            self.messages.push(Indexed { conversation, message, text: record.text, lowercase });
        }
    }

    /// Whether it holds as much as it should.
    pub fn is_full(&self) -> bool {
        self.bytes >= MAX_BYTES
    }

    /// The number of messages.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether there are no messages.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// The hits among `count` messages, beginning with the message at place `from`. A search goes through the
    /// index in such parts, so that the page stays responsive.
    pub fn find(&self, query: &str, from: usize, count: usize) -> Vec<Hit> {
        let query = by_character(query.trim(), self.lowercase);
        if query.is_empty() {
            return Vec::new();
        }
        self.messages.iter().skip(from).take(count).filter_map(|message| message.find(&query)).collect()
    }
}

/// The text in small letters, a character for each, so that places in one text are places in the other.
fn by_character(text: &str, lowercase: fn(&str) -> String) -> String {
    // At the end of a word a sigma has another form, and the end of the query may stand within one.
    let small = lowercase(text).replace('ς', "σ");
    if small.chars().count() == text.chars().count() {
        return small;
    }
    // The small form of a few characters is two.
    let of_character = |c: char| lowercase(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c);
    text.chars().map(of_character).collect()
}

impl Indexed {
    fn find(&self, query: &str) -> Option<Hit> {
        let start = self.lowercase.find(query)?;
        let first = self.lowercase[..start].chars().count();
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
    use proptest::prelude::*;
    use wire::Role;

    fn index(texts: &[&str]) -> Index {
        let record = |(at, text): (usize, &&str)| MessageRecord {
            id: at as Id,
            conversation: 1,
            at: at as f64,
            ..MessageRecord::new(Role::User, *text)
        };
        let mut index = Index::new(str::to_lowercase);
        index.add(texts.iter().enumerate().map(record).collect());
        index
    }

    #[test]
    fn hits_are_found_in_upper_and_lower_case_in_the_order_of_adding() {
        let index = index(&[
            "How do RAINBOWS form?",
            "彩虹是怎么形成的",
            "a rainbow, again",
            "Η ΟΔΟΣ",
            "in İstanbul",
        ]);
        let hits = index.find(" Rainbow ", 0, 10);
        assert_eq!(hits.iter().map(|hit| hit.message).collect::<Vec<_>>(), [0, 2]);
        assert_eq!((hits[0].before.as_str(), hits[0].found.as_str()), ("How do ", "RAINBOW"));
        assert_eq!(index.find("怎么", 0, 10)[0].before, "彩虹是");
        assert_eq!(index.find("οδοσ", 0, 10)[0].found, "ΟΔΟΣ");
        assert_eq!(index.find("istanbul", 0, 10)[0].found, "İstanbul");
        assert!(index.find("  ", 0, 10).is_empty());
        assert!(index.find("rainbow", 1, 1).is_empty(), "only the part that was asked for");
    }

    proptest! {
        #[test]
        fn a_hit_stands_in_the_text_and_every_text_is_found_by_itself(text in "\\PC{0,80}", query in "\\PC{1,5}") {
            let index = index(&[&text]);
            for hit in index.find(&query, 0, 1) {
                prop_assert!(text.contains(&hit.found));
            }
            prop_assert!(!index.find(&text, 0, 1).is_empty() || text.trim().is_empty());
        }
    }
}
