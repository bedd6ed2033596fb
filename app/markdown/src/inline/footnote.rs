//! The labels of footnotes: `[^label]` refers to one, `[^label]: text` defines it.

use super::destination::link_label;

/// Whether a label without `[^` and `]` can be that of a footnote: it is one word.
pub(super) fn is_footnote_label(label: &str) -> bool {
    !label.is_empty() && !label.contains(char::is_whitespace)
}

/// The label of the footnote that a line begins to define, and the length of what precedes the footnote's text.
pub(crate) fn footnote_definition(line: &str) -> Option<(&str, usize)> {
    let (label, length) = link_label(line)?;
    let label = label.strip_prefix('^').filter(|label| is_footnote_label(label))?;
    line[length..].starts_with(':').then_some((label, length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_have_labels_of_one_word() {
        assert_eq!(footnote_definition("[^a1]: b"), Some(("a1", 6)));
        assert_eq!(footnote_definition("[^a b]: c"), None);
        assert_eq!(footnote_definition("[a]: b"), None);
    }
}
