//! The marks that blocks begin and end with.

use super::{CodeFence, Line, List};

impl CodeFence {
    pub(super) fn is_closed_by(&self, text: &str) -> bool {
        let length = run(text, self.mark);
        length >= self.length && text[length..].trim().is_empty()
    }
}

/// How often an ASCII character stands at the beginning.
pub(in crate::markdown) fn run(text: &str, mark: u8) -> usize {
    text.bytes().take_while(|byte| *byte == mark).count()
}

pub(super) fn take_quote(line: &mut Line<'_>) -> bool {
    let is_quote = line.indent() < 4 && line.text().starts_with('>');
    if is_quote {
        line.skip_mark(1);
        line.skip_columns(line.indent().min(1));
    }
    is_quote
}

pub(super) fn heading(text: &str) -> Option<(u8, &str)> {
    let level = run(text, b'#');
    let words = &text[level..];
    if level > 6 || !(words.is_empty() || words.starts_with([' ', '\t'])) {
        return None;
    }
    let words = words.trim_matches([' ', '\t']);
    let open = words.trim_end_matches('#');
    let is_closed = open.is_empty() || open.ends_with([' ', '\t']);
    Some((level as u8, if is_closed { open.trim_end_matches([' ', '\t']) } else { words }))
}

pub(super) fn code_fence(text: &str, mark: u8) -> Option<(usize, &str)> {
    let length = run(text, mark);
    let info = text[length..].trim();
    (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some((length, info))
}

pub(super) fn is_rule(text: &str) -> bool {
    let mut marks = text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let Some(first @ (b'*' | b'-' | b'_')) = marks.next() else { return false };
    let mut count = 1;
    marks.all(|mark| {
        count += 1;
        mark == first
    }) && count >= 3
}

/// The list that an item's mark belongs to, and the mark's length.
pub(super) fn list_mark(text: &str) -> Option<(List, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *text.as_bytes().get(digits)?;
    let first = match (digits, mark) {
        (0, b'-' | b'+' | b'*') => None,
        (1..=9, b'.' | b')') => Some(text[..digits].parse().ok()?),
        _ => return None,
    };
    let rest = &text[digits + 1..];
    let is_mark = rest.is_empty() || rest.starts_with([' ', '\t']);
    is_mark.then_some((List { mark, first, is_loose: false }, digits + 1))
}
