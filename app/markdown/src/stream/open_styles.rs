//! Styles and code that are open at the end of a paragraph.

use crate::{inline::flanking::can_open_and_close, scan::run_length};

/// The delimiters that opened a style.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    delimiters: &'a str,
    /// Where they end, in bytes.
    end: usize,
}

/// Opens or closes styles at a run of `*`, `_` or `~`; returns the run's length.
pub(super) fn read_delimiters<'a>(paragraph: &'a str, at: usize, open: &mut Vec<Style<'a>>) -> usize {
    let rest = &paragraph[at..];
    let character = rest.as_bytes()[0];
    let length = run_length(rest, character);
    let before = paragraph[..at].chars().next_back();
    let after = rest[length..].chars().next();
    let (can_open, can_close) = can_open_and_close(char::from(character), before, after);
    // `n*m` is more often a product than it is emphasis.
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let can_open = can_open && !(is_word(before) && is_word(after));
    let mut read = 0;
    while read < length {
        let left = &rest[read..length];
        let closes = |last: &Style<'_>| {
            left.starts_with(last.delimiters) && [last.delimiters.len(), 3].contains(&left.len())
        };
        if let Some(last) = open.pop_if(|last| can_close && closes(last)) {
            read += last.delimiters.len();
            continue;
        }
        let delimiters = &left[..left.len().min(2)];
        read += delimiters.len();
        // `***a** b*`: of two that began together, either may end first.
        let began_together = matches!(&open[..], [.., outer, last]
            if delimiters == "**" && outer.delimiters == "**" && outer.end + 1 == last.end);
        if began_together && can_close {
            open.remove(open.len() - 2);
        } else if after.is_none() || (can_open && delimiters != "~") {
            open.push(Style { delimiters, end: at + read });
        }
    }
    length
}

/// Closes the open styles before the white space at the end, or leaves them out if nothing is in them yet.
pub(super) fn close_styles(text: &str, open: &mut Vec<Style<'_>>) -> String {
    let mut text = text.to_owned();
    while let Some(empty) = open.pop_if(|last| last.end == text.len()) {
        text.truncate(text.len() - empty.delimiters.len());
    }
    // Marks after white space belong to nothing yet, and would join those that close what is open.
    if let Some(last) = open.last() {
        let ended = text.trim_end().as_bytes();
        let marks = ended.iter().rev().take_while(|byte| **byte == last.delimiters.as_bytes()[0]).count();
        let end = ended.len() - marks;
        if ended[..end].ends_with(b" ") {
            text.truncate(end);
        }
    }
    // So does a backslash before the end of a line, after which nothing stands yet.
    let line = text.trim_end_matches([' ', '>', '\n']);
    if line.len() < text.len()
        && line.ends_with('\\')
        && !line.ends_with("\\\\")
        && text[line.len()..].starts_with('\n')
    {
        text.truncate(line.len() - 1);
    }
    let space = text.split_off(text.trim_end().len());
    text.extend(open.iter().rev().map(|style| style.delimiters));
    text.push_str(&space);
    text
}

/// Closes the code that begins with a run of `ticks` backticks, and the styles that are open around it.
pub(super) fn close_code(before: &str, code: &str, ticks: usize, styles: &[Style<'_>]) -> String {
    let mut styles = styles.to_vec();
    // A backslash may be that of a pipe in a table, and backticks may close the code.
    let content = code[ticks..].trim_end_matches(['\\', '`', ' ', '\n']);
    if content.is_empty() {
        return close_styles(before.trim_end(), &mut styles);
    }
    let fence = &code[..ticks];
    let code = format!("{before}{fence}{content}{fence}");
    close_styles(&code, &mut styles)
}
