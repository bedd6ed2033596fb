//! Link references: `[label]: destination` defines one
//! (<https://spec.commonmark.org/0.31.2/#link-reference-definitions>).

use super::destination::{destination, link_label, skip_space, skip_title};
use std::collections::BTreeMap;

/// The link references that a text defines: destinations by normalized labels.
#[derive(Default)]
pub(crate) struct References(BTreeMap<String, String>);

/// What the text defines outside of a paragraph.
pub(crate) struct Definitions<'a> {
    pub(crate) references: &'a References,
    /// Whether there is a footnote with this label.
    pub(crate) is_footnote: &'a dyn Fn(&str) -> bool,
}

impl References {
    /// The destination of the reference with this label.
    pub(super) fn find(&self, label: &str) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&normalized(label)).map(String::as_str)
    }
}

/// The label without regard to white space and case. Unicode's case folding, which CommonMark asks for, differs from
/// small letters mainly in the German `ß`.
fn normalized(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    // `str::to_lowercase` makes another letter of a sigma at the end of a word; folding does not.
    let folded: String = words.join(" ").chars().flat_map(char::to_lowercase).collect();
    folded.replace('ß', "ss")
}

/// Moves the definitions at the beginning of a paragraph's text into `references`. Of several with one label, the
/// first counts.
pub(crate) fn take_definitions(text: &mut String, references: &mut References) {
    let mut taken = 0;
    while let Some((label, destination, length)) = definition(&text[taken..]) {
        taken += length;
        references.0.entry(normalized(label)).or_insert(destination);
    }
    text.drain(..taken);
}

/// The label and the destination of the definition at the beginning of a text, and the length of its lines.
fn definition(text: &str) -> Option<(&str, String, usize)> {
    let (label, length) = link_label(text)?;
    let rest = skip_space(text[length..].strip_prefix(':')?);
    let (destination, length) = destination(rest)?;
    let after = &rest[length..];
    // A title follows white space. Without one, or if it is none, the line must end after the destination.
    let titled = Some(skip_space(after)).filter(|title| title.len() < after.len()).and_then(skip_title);
    let next = titled.and_then(after_blank_line).or_else(|| after_blank_line(after))?;
    Some((label, destination, text.len() - next.len()))
}

/// The lines after the first one, which must be blank.
fn after_blank_line(text: &str) -> Option<&str> {
    let (line, next) = text.split_once('\n').unwrap_or((text, ""));
    line.trim().is_empty().then_some(next)
}

/// Whether a text defines link references or footnotes, which may be used before they are defined. It may say so
/// of a text that only looks as if it did.
pub(crate) fn may_define_references(text: &str) -> bool {
    let is_definition = |line: &str| {
        let line = line.trim_start_matches(|c: char| {
            c.is_ascii_whitespace() || ">-+*.)".contains(c) || c.is_ascii_digit()
        });
        line.starts_with('[') && line.contains("]:")
    };
    text.contains("]:") && text.lines().any(is_definition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_taken_from_the_beginning_of_a_paragraph() {
        let (mut text, mut references) = ("[A  b]: /x\n 'T'\n[c]: <y> z\n".to_owned(), References::default());
        take_definitions(&mut text, &mut references);
        assert_eq!(text, "[c]: <y> z\n");
        assert_eq!(references.find("a B"), Some("/x"));
    }

    #[test]
    fn the_case_of_labels_means_nothing() {
        for (defined, used) in [("ΑΓΩ", "αγω"), ("ẞ", "SS"), ("Straße", "STRASSE")] {
            let mut references = References::default();
            take_definitions(&mut format!("[{defined}]: /x\n"), &mut references);
            assert_eq!(references.find(used), Some("/x"), "{used}");
        }
    }

    #[test]
    fn definitions_are_expected_within_lists_and_quotes_too() {
        for text in ["[a]: b", "x\n> 1. [^a]: b"] {
            assert!(may_define_references(text), "{text}");
        }
        for text in ["", "a [b]: c", "[a] b"] {
            assert!(!may_define_references(text), "{text}");
        }
    }
}
