//! Whether what stands at a dollar or a backslash is a formula, or may become one.

use crate::{
    inline::{
        code_span::closing_run,
        formula::{environment, environment_end, formula},
    },
    scan::run_length,
};

/// A formula that is open for longer than this, in bytes, is text. No text makes looking for its end slow.
const MAX_LENGTH: usize = 4000;
/// The same for one between dollars in a line, if a command in it says that it is TeX, and if nothing does.
const MAX_TEX: usize = 1000;
const MAX_BETWEEN_DOLLARS: usize = 120;

/// What stands at a dollar or a backslash.
pub(super) enum Formula {
    /// A formula of this length, in bytes.
    Whole(usize),
    /// It may become one.
    Open,
    None,
}

/// Reads what stands at byte `at`; the last formula in brackets ends at byte `last_close`.
pub(super) fn read_formula(paragraph: &str, at: usize, last_close: usize) -> Formula {
    let rest = &paragraph[at..];
    let is_unclosed = last_close < at && (rest.starts_with("\\(") || rest.starts_with("\\["));
    let whole = if is_unclosed { None } else { formula(rest) };
    if let Some((_, length)) = whole {
        // What follows a single dollar decides whether it closes a formula.
        let is_undecided = length == rest.len() && rest.starts_with('$') && !rest.starts_with("$$");
        return if is_undecided { Formula::Open } else { Formula::Whole(length) };
    }
    if rest.len() > MAX_LENGTH {
        return Formula::None;
    }
    let before = paragraph[..at].trim_end_matches(' ');
    let begins_line = before.is_empty() || before.ends_with('\n');
    let is_open = match rest.as_bytes() {
        // A backslash before the end of a line breaks it.
        [b'\\' | b'$'] | [b'\\', b'\n'] | [b'$', b'$'] => true,
        [b'\\', b'(', ..] => !rest.contains("\\)"),
        [b'\\', b'[', ..] => !rest.contains("\\]"),
        [b'$', b'$', ..] if begins_line => !rest[2..].contains("$$"),
        [b'$', b'$', c, ..] => begins_tex(*c) && is_in_line(&rest[2..], "$$"),
        [b'$', ..] => is_in_line(&rest[1..], "$") && may_be_tex(&rest[1..]),
        [b'\\', b'b', ..] => match environment(rest) {
            Some(name) => environment_end(rest, name).is_none(),
            None => "\\begin{".starts_with(rest) || (rest.starts_with("\\begin{") && !rest.contains('}')),
        },
        _ => false,
    };
    if is_open { Formula::Open } else { Formula::None }
}

/// Whether a text may be the beginning of a formula's inner part, which ends in its line with `closing`.
fn is_in_line(text: &str, closing: &str) -> bool {
    let max = if text.contains('\\') { MAX_TEX } else { MAX_BETWEEN_DOLLARS };
    let is_closed = || text.match_indices(closing).any(|(at, _)| !text[..at].ends_with('\\'));
    text.len() <= max && !text.contains('\n') && !is_closed()
}

fn begins_tex(c: u8) -> bool {
    c.is_ascii_alphanumeric() || b"\\([{|-+<".contains(&c)
}

/// Whether what follows a dollar may be TeX, and not money, a variable or a ticker: `$x^2`, but not `$5 a month`, `$HOME is`
/// or `$(pwd)`. A name or an amount waits for what follows it.
fn may_be_tex(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii() && begins_tex(c as u8)) {
        return false;
    }
    let inner = text.trim_start_matches(['{', '(']);
    let is_amount = inner.starts_with(|c: char| c.is_ascii_digit());
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || (is_amount && ".,/".contains(c));
    let after = inner.trim_start_matches(is_part);
    let name = &inner[..inner.len() - after.len()];
    if inner.len() < text.len() {
        // `{a}` and `(pwd)`, but not `(a)`.
        return !(name.len() > usize::from(text.starts_with('(')) && after.starts_with(['}', ')']));
    }
    if is_amount && after.starts_with("+ ") {
        return false;
    }
    let is_symbol = is_amount || name.len() <= 1 || name[1..].starts_with(|c: char| !c.is_ascii_alphabetic());
    let next = after.trim_start_matches(' ');
    let is_beside = next.len() == after.len();
    next.is_empty()
        || next.starts_with(|c: char| "\\^_=+<>*".contains(c) || (is_symbol && c == '-'))
        || (is_beside && (name.is_empty() || next.starts_with(['(', '[', '{', '|'])))
        || (is_beside && is_symbol && !is_amount && next.starts_with([',', '/', ':', '\'', '!']))
}

/// Where the last cell of a table's row begins, in bytes. A pipe in a formula, in code or after a backslash ends no cell.
pub(super) fn last_cell(row: &str) -> usize {
    let last_close = last_close(row);
    let (mut start, mut at) = (0, 0);
    while let Some(c) = row[at..].chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' | '$' => match read_formula(row, at, last_close) {
                Formula::Whole(whole) => length = whole,
                Formula::Open => return start,
                Formula::None if c == '\\' => {
                    length += row[at + 1..].chars().next().map_or(0, char::len_utf8);
                }
                Formula::None => {}
            },
            '`' => {
                let ticks = run_length(&row[at..], b'`');
                let Some(closing) = closing_run(&row[at..], ticks) else { return start };
                length = closing + ticks;
            }
            '|' => start = at + 1,
            _ => {}
        }
        at += length;
    }
    start
}

/// Where the last formula in brackets ends.
pub(super) fn last_close(text: &str) -> usize {
    text.rfind("\\)").max(text.rfind("\\]")).unwrap_or_default()
}
