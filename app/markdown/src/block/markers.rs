//! The markers that blocks begin and end with.

use super::{
    line::Line,
    tree::{CodeFence, List},
};
use crate::scan::run_length;

impl CodeFence {
    /// Whether a line, whose text this is, closes the code block.
    pub(super) fn is_closed_by(&self, text: &str) -> bool {
        let length = run_length(text, self.character);
        length >= self.length && text[length..].trim().is_empty()
    }
}

/// Skips the marker of a block quote; returns whether there was one. `>=10` is a comparison.
pub(super) fn skip_block_quote(line: &mut Line<'_>) -> bool {
    let text = line.text();
    let is_block_quote = line.indent() < 4 && text.starts_with('>') && !text.starts_with(">=");
    if is_block_quote {
        line.skip_marker(1);
        line.skip_columns(line.indent().min(1));
    }
    is_block_quote
}

/// The level and the text of an ATX heading (`## text ##`).
pub(super) fn atx_heading(text: &str) -> Option<(u8, &str)> {
    let level = run_length(text, b'#');
    let content = &text[level..];
    if level > 6 || !(content.is_empty() || content.starts_with([' ', '\t'])) {
        return None;
    }
    let content = content.trim_matches([' ', '\t']);
    let before_closing = content.trim_end_matches('#');
    let is_closed = before_closing.is_empty() || before_closing.ends_with([' ', '\t']);
    Some((level as u8, if is_closed { before_closing.trim_end_matches([' ', '\t']) } else { content }))
}

/// The level of the heading whose underline (`===` or `---`) this is.
pub(super) fn setext_underline(text: &str) -> Option<u8> {
    match text.trim_end_matches([' ', '\t']).as_bytes() {
        [b'=', rest @ ..] if rest.iter().all(|c| *c == b'=') => Some(1),
        [b'-', rest @ ..] if rest.iter().all(|c| *c == b'-') => Some(2),
        _ => None,
    }
}

/// The length and the info string of a line that opens a fenced code block.
pub(super) fn code_fence(text: &str, character: u8) -> Option<(usize, &str)> {
    let length = run_length(text, character);
    let info = text[length..].trim();
    (length >= 3 && !(character == b'`' && info.contains('`'))).then_some((length, info))
}

/// Whether the line is three or more `*`, `-` or `_`.
pub(super) fn is_thematic_break(text: &str) -> bool {
    let mut marks = text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let Some(first @ (b'*' | b'-' | b'_')) = marks.next() else { return false };
    let mut count = 1;
    marks.all(|mark| {
        count += 1;
        mark == first
    }) && count >= 3
}

/// The list that an item's marker belongs to, and the marker's length.
pub(super) fn list_marker(text: &str) -> Option<(List, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = *text.as_bytes().get(digits)?;
    let first_number = match (digits, marker) {
        (0, b'-' | b'+' | b'*') => None,
        // CommonMark allows nine digits, since some browsers cannot show longer numbers.
        (1..=9, b'.' | b')') => Some(text[..digits].parse().ok()?),
        _ => return None,
    };
    let rest = &text[digits + 1..];
    let is_marker = rest.is_empty() || rest.starts_with([' ', '\t']);
    is_marker.then_some((List { marker, first_number, is_loose: false }, digits + 1))
}
