//! What will stand in the end, as far as the part of an answer can tell that has come.

use super::leaves::{Leaf, leaves};
use crate::{Node, Options, render};

/// What will stand there in the whole answer, with the exceptions that no reader of the beginning could tell:
///
/// - **A footnote's number that is never defined** is a number until the end, since the definition comes last. It is left
///   out here as numbers are.
/// - **A link whose address is defined further below** is its text in brackets until the definition comes, and may be one
///   until the end, when what is settled is shown anew. Both are expected, in each leaf.
pub(super) struct Expected {
    texts: Vec<Leaf>,
    /// The same leaves of an answer that does not define its references.
    undefined: Vec<Leaf>,
    notes: Vec<Vec<Leaf>>,
}

impl Expected {
    pub(super) fn of(answer: &str, options: &Options) -> Self {
        let is_reference =
            |line: &&str| line.starts_with('[') && !line.starts_with("[^") && line.contains("]: ");
        let without_references: String =
            answer.split_inclusive('\n').filter(|line| !is_reference(line)).collect();
        let Shown { mut texts, notes } = Shown::of(&render(answer, options));
        let mut undefined = Shown::of(&render(&without_references, options)).texts;
        for leaf in texts.iter_mut().chain(&mut undefined) {
            for number in 0..=9 {
                let reference = format!("[^{number}]");
                if !answer.contains(&format!("\n{reference}:")) {
                    leaf.text = leaf.text.replace(&reference, "");
                }
            }
        }
        Self { texts, undefined, notes }
    }

    /// Checks what is shown: all leaves but the last one are whole, and the last is a beginning of what it will be, but for
    /// the marks of what is open in it. With `is_whole`, the last one is whole too.
    pub(super) fn check(&self, shown: &Shown, is_whole: bool) -> Result<(), String> {
        let is_last_text = |n: usize| n + 1 == shown.texts.len() && shown.notes.is_empty() && !is_whole;
        for (n, leaf) in shown.texts.iter().enumerate() {
            let ends = [self.texts.get(n), self.undefined.get(n)];
            if !ends.into_iter().flatten().any(|end| is_beginning(leaf, end, is_last_text(n))) {
                return Err(format!("{leaf:?}\n{ends:?}"));
            }
        }
        for (n, note) in shown.notes.iter().enumerate() {
            let is_last = |at: usize| n + 1 == shown.notes.len() && at + 1 == note.len() && !is_whole;
            let fits = |end: &Vec<Leaf>| {
                let mut pairs = note.iter().zip(end).enumerate();
                note.len() <= end.len() && pairs.all(|(at, (leaf, end))| is_beginning(leaf, end, is_last(at)))
            };
            if !self.notes.iter().any(fits) {
                return Err(format!("{note:?}\n{:?}", self.notes));
            }
        }
        Ok(())
    }
}

/// What is shown.
pub(super) struct Shown {
    texts: Vec<Leaf>,
    /// The leaves of each note: their order is that of the numbers only in the end.
    notes: Vec<Vec<Leaf>>,
}

impl Shown {
    pub(super) fn of<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Self {
        let is_note = |node: &Node| match node {
            Node::Element(element) => element.attributes.contains(&("class".into(), "note".to_owned())),
            Node::Text(_) => false,
        };
        let mut shown = Self { texts: Vec::new(), notes: Vec::new() };
        for node in nodes {
            let leaves = leaves(std::slice::from_ref(node));
            if !is_note(node) {
                shown.texts.extend(leaves);
            } else if !leaves.is_empty() {
                shown.notes.push(leaves);
            }
        }
        shown
    }

    /// All its words. Notes come last in answers.
    pub(super) fn words(&self) -> String {
        self.texts.iter().chain(self.notes.iter().flatten()).map(|leaf| leaf.text.as_str()).collect()
    }
}

/// Whether a leaf is what it will be, or, if it `is_last`, a beginning of that but for the marks of what is open.
fn is_beginning(leaf: &Leaf, end: &Leaf, is_last: bool) -> bool {
    let is_same = leaf.text == end.text;
    leaf.path == end.path && (is_same || (is_last && is_beginning_but_for_marks(&leaf.text, &end.text)))
}

fn is_beginning_but_for_marks(shown: &str, end: &str) -> bool {
    let mut at = 0;
    for c in shown.chars() {
        while !end[at..].starts_with(c) {
            match open_mark(end, at) {
                Some(length) => at += length,
                None => return false,
            }
        }
        at += c.len_utf8();
    }
    true
}

/// The length of the mark at byte `at` of a text as it will stand there, if it is that of an open construct: since the mark
/// stands there as it is written, nothing closes it. It is a run of `*`, `_`, `` ` `` or of two `~` that something follows
/// at once, and that is not within a word.
fn open_mark(end: &str, at: usize) -> Option<usize> {
    let rest = &end[at..];
    let mark = rest.chars().next().filter(|c| "*_~`".contains(*c))?;
    let after = rest.trim_start_matches(mark);
    let length = rest.len() - after.len();
    let is_in_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let next = after.chars().next()?;
    let is_within_word = is_in_word(end[..at].chars().next_back()) && is_in_word(Some(next));
    (!next.is_whitespace() && !is_within_word && (mark != '~' || length == 2)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::is_beginning_but_for_marks as is_beginning;

    #[test]
    fn only_the_marks_of_what_is_open_may_be_missing() {
        for (shown, end) in
            [("a b", "a b c"), ("a b", "a **b c"), ("a b c", "a *b `c"), ("", "a"), ("a", "a [b")]
        {
            assert!(is_beginning(shown, end), "{shown} {end}");
        }
        for (shown, end) in [
            ("53", "5*3"),
            ("5  3", "5 * 3"),
            ("a b", "a [b"),
            ("a $b", "a b"),
            ("a*", "a"),
            ("a b", "a\\b"),
            ("a_b", "ab"),
            ("a b", "a c"),
            ("~1", "1"),
            ("1", "~1"),
        ] {
            assert!(!is_beginning(shown, end), "{shown} {end}");
        }
    }
}
