//! Code between backticks (<https://spec.commonmark.org/0.31.2/#code-spans>).

use crate::scan::run_length;

/// Where the run of backticks begins that closes the code span, of which `text` begins with the opening run.
pub(crate) fn closing_run(text: &str, opening_length: usize) -> Option<usize> {
    let mut at = opening_length;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = run_length(&text[start..], b'`');
        if length == opening_length {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// Runs of backticks that no later run closes, as bits of their lengths: no text makes looking for them slow.
#[derive(Default)]
pub(crate) struct UnclosedRuns(u64);

impl UnclosedRuns {
    /// The length of the opening run that `text` begins with, and where the run begins that closes it.
    pub(crate) fn code_span(&mut self, text: &str) -> (usize, Option<usize>) {
        let length = run_length(text, b'`');
        let bit = 1_u64.checked_shl(length as u32).unwrap_or_default();
        let end = if self.0 & bit == 0 { closing_run(text, length) } else { None };
        if end.is_none() {
            self.0 |= bit;
        }
        (length, end)
    }
}

/// The code: line endings are spaces, and one space at both ends is left out, which makes room for backticks.
pub(super) fn content(text: &str) -> String {
    let code = text.replace('\n', " ");
    let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    match inner {
        Some(inner) if !code.trim_matches(' ').is_empty() => inner.to_owned(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_another_length_closes_nothing() {
        assert_eq!(closing_run("`a``b`", 1), Some(5));
        assert_eq!(closing_run("``a`", 2), None);
    }

    #[test]
    fn a_space_is_left_out_at_both_ends_or_none() {
        assert_eq!(content(" `a` "), "`a`");
        assert_eq!(content(" a"), " a");
        assert_eq!(content("a\nb"), "a b");
        assert_eq!(content("  "), "  ");
    }
}
