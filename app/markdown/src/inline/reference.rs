//! Link references: `[label]: destination` defines one
//! (<https://spec.commonmark.org/0.31.2/#link-reference-definitions>).

use super::destination::{destination, link_label, skip_space, skip_title};
use crate::options::CaseMapper;
use std::collections::BTreeMap;

/// The link references that a text defines.
pub(crate) struct References {
    definitions: Vec<Definition>,
    /// The places of definitions, by normalized labels. The numbers of footnotes are in a map of the same type.
    by_label: BTreeMap<String, usize>,
    lowercase: CaseMapper,
}

/// A label and its destination, as they are written.
pub(crate) type Definition = (String, String);

/// What the text defines outside of a paragraph.
pub(crate) struct Definitions<'a> {
    pub(crate) references: &'a References,
    /// Whether there is a footnote with this label.
    pub(crate) is_footnote: &'a dyn Fn(&str) -> bool,
}

impl References {
    /// Of several definitions of one label, the first counts.
    pub(crate) fn new(definitions: Vec<Definition>, lowercase: CaseMapper) -> Self {
        let mut by_label = BTreeMap::new();
        for (place, (label, _)) in definitions.iter().enumerate() {
            by_label.entry(normalized(label, lowercase)).or_insert(place);
        }
        Self { definitions, by_label, lowercase }
    }

    /// The destination of the reference with this label.
    pub(super) fn find(&self, label: &str) -> Option<&str> {
        if self.definitions.is_empty() {
            return None;
        }
        let place = *self.by_label.get(&normalized(label, self.lowercase))?;
        Some(&self.definitions.get(place)?.1)
    }
}

/// The label without regard to white space and case. Unicode's case folding, which CommonMark asks for, differs from
/// small letters mainly in the German `ß`, and in the sigma at the end of a word.
fn normalized(label: &str, lowercase: CaseMapper) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    lowercase(&words.join(" ")).replace('ß', "ss").replace('ς', "σ")
}

/// Moves the definitions at the beginning of a paragraph's text into `definitions`.
pub(crate) fn take_definitions(text: &mut String, definitions: &mut Vec<Definition>) {
    let mut taken = 0;
    while let Some((label, destination, length)) = definition(&text[taken..]) {
        taken += length;
        definitions.push((label.to_owned(), destination));
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
        let (mut text, mut definitions) = ("[A  b]: /x\n 'T'\n[c]: <y> z\n".to_owned(), Vec::new());
        take_definitions(&mut text, &mut definitions);
        assert_eq!(text, "[c]: <y> z\n");
        assert_eq!(References::new(definitions, str::to_lowercase).find("a B"), Some("/x"));
    }

    #[test]
    fn the_case_of_labels_means_nothing() {
        for (defined, used) in [("ΑΓΩ", "αγω"), ("ΟΔΟΣ", "οδοσ"), ("ẞ", "SS"), ("Straße", "STRASSE")]
        {
            let definitions = vec![(defined.to_owned(), "/x".to_owned())];
            let references = References::new(definitions, str::to_lowercase);
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
