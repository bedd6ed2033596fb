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
        // The first of the two dollars that close it may have come.
        [b'$', b'$', tex @ .., b'$'] | [b'$', b'$', tex @ ..] => {
            tex.first().is_some_and(|byte| begins_tex(*byte)) && is_in_line(tex)
        }
        [b'$', after @ ..] => is_in_line(after) && may_be_tex(after),
        [b'\\', b'b', ..] => match environment(rest) {
            Some(name) => environment_end(rest, name).is_none(),
            None => "\\begin{".starts_with(rest) || (rest.starts_with("\\begin{") && !rest.contains('}')),
        },
        _ => false,
    };
    if is_open { Formula::Open } else { Formula::None }
}

/// Whether the rest of a text, behind its dollars, may be the beginning of a formula that another dollar ends in its line.
fn is_in_line(rest: &[u8]) -> bool {
    let (mut is_tex, mut is_escaped) = (false, false);
    if rest.len() > MAX_TEX {
        return false;
    }
    for byte in rest {
        if *byte == b'\n' || (*byte == b'$' && !is_escaped) {
            return false;
        }
        is_escaped = *byte == b'\\' && !is_escaped;
        is_tex |= is_escaped;
    }
    is_tex || rest.len() <= MAX_BETWEEN_DOLLARS
}

fn begins_tex(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"\\([{|-+<".contains(&byte)
}

/// Whether what follows a dollar may be TeX, and not money, a variable or a ticker: `$x^2$`, but not `$5 a month`, `$HOME is`
/// or `$(pwd)`. A name or an amount waits for what follows it.
fn may_be_tex(text: &[u8]) -> bool {
    let Some(first) = text.first().filter(|byte| begins_tex(**byte)) else { return false };
    let brackets = count(text, |byte| b"{(".contains(&byte));
    let inner = &text[brackets..];
    let is_amount = inner.first().is_some_and(u8::is_ascii_digit);
    let name = count(inner, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_' || (is_amount && b".,/".contains(&byte))
    });
    let after = &inner[name..];
    if brackets > 0 {
        // `{a}` and `(pwd)`, but not `(a)`.
        let is_variable = name > usize::from(*first == b'(') && matches!(after, [b'}' | b')', ..]);
        return !is_variable;
    }
    let spaces = count(after, |byte| byte == b' ');
    let is_symbol =
        is_amount || !matches!(inner, [_, second, ..] if name > 1 && second.is_ascii_alphabetic());
    match after.get(spaces) {
        None => true,
        Some(b'+') if is_amount && after.starts_with(b"+ ") => false,
        Some(b'-') if is_symbol => true,
        Some(b'(' | b'[' | b'{' | b'|') => spaces == 0,
        Some(b',' | b'/' | b':' | b'\'' | b'!') => spaces == 0 && is_symbol && !is_amount,
        Some(next) => b"\\^_=+<>*".contains(next) || (spaces == 0 && name == 0),
    }
}

/// How many bytes at the beginning of a text are as asked.
fn count(text: &[u8], is_asked: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|byte| is_asked(**byte)).count()
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
