//! Closes what is open at the end of a paragraph: emphasis, code, links. What is still ambiguous waits.

use super::{
    open_formula::{Formula, last_close, read_formula},
    open_styles::{close_code, close_styles, read_delimiters},
};
use crate::{
    inline::code_span,
    scan::{closing_bracket, run_length},
};

/// A bracket that is open for longer than this, in bytes, is text and not the label of a link.
const MAX_LABEL: usize = 120;
/// The same for one that is closed, and for an address. No text makes looking for their ends slow.
const MAX_CLOSED_LABEL: usize = 1000;
const MAX_DESTINATION: usize = 2000;
/// A name of a character is not longer, in bytes.
const MAX_NAME: usize = 10;

/// The paragraph with its open delimiters closed. Left out are delimiters with nothing after them, the half of a link that
/// is not its text, and an end that may still become a link or a formula.
pub(super) fn close_open_delimiters(paragraph: &str) -> String {
    let mut styles = Vec::new();
    let mut brackets: Vec<usize> = Vec::new();
    let last_close = last_close(paragraph);
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
            '!' | '&' | '<' if is_undecided(rest) => return close_styles(&paragraph[..at], &mut styles),
            _ => {}
        }
        at += length;
    }
    close_styles(paragraph, &mut styles)
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

/// Whether the rest of a text may become an image, the name of a character, an address in angle brackets or a line break.
fn is_undecided(rest: &str) -> bool {
    match rest.as_bytes() {
        [b'!'] => true,
        [b'&', name @ ..] => {
            rest.len() <= MAX_NAME && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        }
        [b'<', inner @ ..] => {
            let is_open = || !inner.iter().any(|byte| b"<> \n".contains(byte));
            let is_address =
                |opening: &str| rest.starts_with(opening) && rest.len() <= MAX_DESTINATION && is_open();
            let may_be = |opening: &str| opening.starts_with(rest) || is_address(opening);
            ["<br />", "<http", "<mailto:"].into_iter().any(may_be)
        }
        _ => false,
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

    #[test]
    fn money_and_variables_are_shown_at_once_and_tex_between_dollars_waits() {
        for text in
            ["so $5 a month", "so $20/month (or", "so $10+ more", "so $HOME is", "so $(pwd) is", "so ${a} is"]
        {
            assert_eq!(close(text), text);
        }
        for tex in [
            "$x^2 + y",
            "$5",
            "$2 + 3 =",
            "$2n",
            "$AB = ",
            "$\\frac{a}{b}",
            "$|x|",
            "$a, b",
            "$(a, b",
            "$$a_b",
            "$$a_b$",
            "\\b",
        ] {
            assert_eq!(close(&format!("so {tex}")).trim_end(), "so", "{tex}");
        }
        let no_formula = format!("so $x = {}", "word ".repeat(30));
        assert_eq!(close(&no_formula), no_formula);
    }

    #[test]
    fn what_one_more_character_decides_waits_for_it() {
        for end in ["!", "&", "&am", "<", "<br", "<https://a.b", "\\", "\\\n", "\\\n> $"] {
            assert_eq!(close(&format!("so{end}")).trim_end_matches(['\n', '>', ' ']), "so", "{end:?}");
        }
        for text in ["so! ", "a & b", "AT&T ", "a < b", "<div>", "\\*not"] {
            assert_eq!(close(text), text);
        }
    }

    #[test]
    fn styles_that_began_together_may_end_in_either_order() {
        assert_eq!(close("***a*"), "***a***");
        assert_eq!(close("***a***"), "***a***");
        assert_eq!(close("***a** b"), "***a** b*");
        assert_eq!(close("*a **b**"), "*a **b***");
    }

    #[test]
    fn marks_after_white_space_do_not_join_those_that_close() {
        assert_eq!(close("**2 * "), "**2** ");
        assert_eq!(close("**a \\*"), "**a \\***");
        assert_eq!(close("``a `"), "``a``");
        assert_eq!(close("`a \\"), "`a`", "it may be that of a pipe");
    }
}
