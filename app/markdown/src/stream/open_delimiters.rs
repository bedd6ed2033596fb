//! Closes what is open at the end of a paragraph: emphasis, code, links. What is still ambiguous waits.

use crate::{
    inline::{
        code_span,
        formula::{environment, environment_end, formula},
    },
    scan::{closing_bracket, run_length},
};

/// A bracket that is open for longer than this, in bytes, is text and not the label of a link.
const MAX_LABEL: usize = 120;
/// The same for one that is closed, for an address, and for a formula. No text makes looking for their ends slow.
const MAX_CLOSED_LABEL: usize = 1000;
const MAX_DESTINATION: usize = 2000;
const MAX_FORMULA: usize = 4000;

/// The paragraph with its open delimiters closed. Left out are delimiters with nothing after them, the half of a link that
/// is not its text, and an end that may still become a link or a formula.
pub(super) fn close_open_delimiters(paragraph: &str) -> String {
    let mut styles: Vec<&str> = Vec::new();
    let mut brackets: Vec<usize> = Vec::new();
    let last_close = paragraph.rfind("\\)").max(paragraph.rfind("\\]")).unwrap_or_default();
    let mut at = 0;
    while let Some(c) = paragraph[at..].chars().next() {
        let rest = &paragraph[at..];
        let mut length = c.len_utf8();
        match c {
            '\\' | '$' => match read_formula(paragraph, at, last_close) {
                Formula::Whole(whole) => length = whole,
                Formula::Open => return close_styles(&paragraph[..at], &mut styles),
                Formula::None if c == '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
                Formula::None => length = run_length(rest, b'$'),
            },
            '`' => {
                let ticks = run_length(rest, b'`');
                match code_span::closing_run(rest, ticks) {
                    Some(closing) => length = closing + ticks,
                    None => return close_code(&paragraph[..at], rest, ticks, &styles),
                }
            }
            '*' | '_' | '~' => length = read_delimiters(paragraph, at, &mut styles),
            '[' if may_become_link(rest) => {
                return close_styles(before_bracket(paragraph, at), &mut styles);
            }
            '[' => brackets.push(at),
            ']' => {
                let bracket = brackets.pop();
                match (bracket, destination(&rest[1..])) {
                    (Some(_), Destination::Whole(destination)) => length += destination,
                    (Some(bracket), Destination::Open) => {
                        let label = &paragraph[bracket + 1..at];
                        let text = before_bracket(paragraph, bracket).to_owned() + label;
                        return close_styles(&text, &mut styles);
                    }
                    _ => {}
                }
            }
            'h' if is_address(paragraph, at) => length = address_length(rest),
            _ => {}
        }
        at += length;
    }
    close_styles(paragraph, &mut styles)
}

/// What stands at a dollar or a backslash.
enum Formula {
    /// A formula of this length, in bytes.
    Whole(usize),
    /// It may become one.
    Open,
    None,
}

/// Reads what stands at byte `at`; the last formula in brackets ends at byte `last_close`.
fn read_formula(paragraph: &str, at: usize, last_close: usize) -> Formula {
    let rest = &paragraph[at..];
    let is_unclosed = last_close < at && (rest.starts_with("\\(") || rest.starts_with("\\["));
    let whole = if is_unclosed { None } else { formula(rest) };
    if let Some((_, length)) = whole {
        // What follows a single dollar decides whether it closes a formula.
        let is_undecided = length == rest.len() && rest.starts_with('$') && !rest.starts_with("$$");
        return if is_undecided { Formula::Open } else { Formula::Whole(length) };
    }
    if rest.len() > MAX_FORMULA {
        return Formula::None;
    }
    let before = paragraph[..at].trim_end_matches(' ');
    let begins_line = before.is_empty() || before.ends_with('\n');
    let is_open = match rest.as_bytes() {
        [b'\\' | b'$'] => true,
        [b'\\', b'(', ..] => !rest.contains("\\)"),
        [b'\\', b'[', ..] => !rest.contains("\\]"),
        [b'$', b'$', ..] => begins_line && !rest[2..].contains("$$"),
        [b'\\', b'b', b'e', ..] => match environment(rest) {
            Some(name) => environment_end(rest, name).is_none(),
            None => "\\begin{".starts_with(rest) || (rest.starts_with("\\begin{") && !rest.contains('}')),
        },
        _ => false,
    };
    if is_open { Formula::Open } else { Formula::None }
}

/// Whether an opening bracket may be that of a link: its closing one has not come, or what follows that.
fn may_become_link(rest: &str) -> bool {
    if rest.len() > MAX_CLOSED_LABEL {
        return false;
    }
    match closing_bracket(rest, [b'[', b']']) {
        Some(end) => rest.len() == end + 1,
        None => rest.len() <= MAX_LABEL && !rest.contains('\n'),
    }
}

/// The paragraph before a bracket, without the mark of an image.
fn before_bracket(paragraph: &str, bracket: usize) -> &str {
    let before = &paragraph[..bracket];
    before.strip_suffix('!').unwrap_or(before)
}

/// What follows the label of a link.
enum Destination {
    /// An address of this length in its parentheses, in bytes.
    Whole(usize),
    /// Its closing parenthesis has not come.
    Open,
    None,
}

fn destination(text: &str) -> Destination {
    if !text.starts_with('(') {
        return Destination::None;
    }
    let line = text.lines().next().unwrap_or_default();
    let looked_at = &line[..line.floor_char_boundary(MAX_DESTINATION)];
    match closing_bracket(looked_at, [b'(', b')']) {
        Some(end) => Destination::Whole(end + 1),
        None if looked_at.len() == text.len() => Destination::Open,
        None => Destination::None,
    }
}

/// Whether a plain address begins here. Its underscores are no delimiters.
fn is_address(paragraph: &str, at: usize) -> bool {
    let is_start = !paragraph[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    is_start && ["http://", "https://"].iter().any(|scheme| paragraph[at..].starts_with(scheme))
}

fn address_length(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || "<>()*`\"".contains(c)).unwrap_or(rest.len())
}

/// Opens or closes styles at a run of `*`, `_` or `~`; returns the run's length. `open` are the delimiters of the
/// open styles.
fn read_delimiters<'a>(paragraph: &'a str, at: usize, open: &mut Vec<&'a str>) -> usize {
    let rest = &paragraph[at..];
    let character = rest.as_bytes()[0];
    let length = run_length(rest, character);
    let before = paragraph[..at].chars().next_back();
    let after = rest[length..].chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    // `snake_case`, `5*3`. Chinese has no spaces around words that are emphasised.
    let is_word = |c: Option<char>| {
        c.is_some_and(|c| if character == b'_' { c.is_alphanumeric() } else { c.is_ascii_alphanumeric() })
    };
    let is_within_word = is_word(before) && is_word(after);
    let mut read = 0;
    while read < length {
        let width = if length - read >= 2 { 2 } else { 1 };
        let delimiters = &rest[read..read + width];
        if open.last() == Some(&delimiters) && !is_space(before) {
            open.pop();
        } else if after.is_none() || !(is_space(after) || is_within_word || delimiters == "~") {
            open.push(delimiters);
        }
        read += width;
    }
    length
}

/// Closes the open styles before the white space at the end, or leaves them out if nothing is in them yet.
fn close_styles(text: &str, open: &mut Vec<&str>) -> String {
    let mut text = text.to_owned();
    while let Some(delimiters) = open.last().filter(|delimiters| text.ends_with(**delimiters)) {
        text.truncate(text.len() - delimiters.len());
        open.pop();
    }
    let space = text.split_off(text.trim_end().len());
    text.extend(open.iter().rev().copied());
    text.push_str(&space);
    text
}

/// Closes the code that begins with a run of `ticks` backticks, and the styles that are open around it.
fn close_code(before: &str, code: &str, ticks: usize, styles: &[&str]) -> String {
    let mut styles = styles.to_vec();
    if code.trim_end().len() == ticks {
        return close_styles(before.trim_end(), &mut styles);
    }
    let code = format!("{before}{}{}", code.trim_end(), "`".repeat(ticks));
    close_styles(&code, &mut styles)
}

#[cfg(test)]
mod tests {
    use super::close_open_delimiters as close;

    #[test]
    fn open_styles_and_code_are_closed() {
        assert_eq!(close("a **bo"), "a **bo**");
        assert_eq!(close("a *b **c"), "a *b **c***");
        assert_eq!(close("a ~~b "), "a ~~b~~ ");
        assert_eq!(close("a `b"), "a `b`");
        assert_eq!(close("**a `b"), "**a `b`**");
        assert_eq!(close("a **b** c"), "a **b** c");
        assert_eq!(close("2 * 3 and snake_case_name"), "2 * 3 and snake_case_name");
        assert_eq!(close("``a ` b"), "``a ` b``");
    }

    #[test]
    fn delimiters_with_nothing_after_them_are_not_shown_yet() {
        assert_eq!(close("a **"), "a ");
        assert_eq!(close("a `"), "a");
        assert_eq!(close("a \\*"), "a \\*");
        assert_eq!(close("a ~~b~"), "a ~~b~~");
        assert_eq!(close("a **b*"), "a **b**");
    }

    #[test]
    fn a_label_waits_and_half_a_link_is_its_text() {
        assert_eq!(close("see [the la"), "see ");
        assert_eq!(close("see [label]"), "see ");
        assert_eq!(close("see [label](https://exa"), "see label");
        assert_eq!(close("see [**label**](https://exa"), "see **label**");
        assert_eq!(close("see ![alt](https://exa"), "see alt");
        assert_eq!(close("see [label](https://a.b/c_(d"), "see label");
        assert_eq!(close("see [label](https://a.b/_c_*) x"), "see [label](https://a.b/_c_*) x");
        assert_eq!(close("see [x] x"), "see [x] x");
        let no_label = format!("see [{}", "word ".repeat(30));
        assert_eq!(close(&no_label), no_label);
    }

    #[test]
    fn a_formula_waits_and_what_is_in_it_opens_nothing() {
        assert_eq!(close("so $a_b$ x"), "so $a_b$ x");
        assert_eq!(close("so \\(a_1 * b_2\\) is"), "so \\(a_1 * b_2\\) is");
        assert_eq!(close("so \\(\\frac{a"), "so ");
        assert_eq!(close("so $5 and $"), "so $5 and ");
        assert_eq!(close("so $x^2$"), "so ");
        assert_eq!(close("so $5 and 10"), "so $5 and 10");
        assert_eq!(close("**so \\[ x"), "**so** ");
        assert_eq!(close("echo $$ is"), "echo $$ is");
    }

    #[test]
    fn what_is_within_a_word_or_an_address_opens_nothing() {
        for text in ["5*3 square", "2**3 is", "https://a.b/_c/d x", "a_b_c"] {
            assert_eq!(close(text), text);
        }
        assert_eq!(close("这是**粗"), "这是**粗**");
    }
}
