//! Closes what is open at the end of a paragraph: emphasis, code, links.

use crate::{inline::code_span, scan::run_length};

/// The paragraph with its open delimiters closed. Delimiters with nothing after them, and the half of a link that is
/// not its text, are left out.
pub(super) fn close_open_delimiters(paragraph: &str) -> String {
    let mut styles: Vec<&str> = Vec::new();
    let mut link = OpenLink::default();
    let mut at = 0;
    while let Some(c) = paragraph[at..].chars().next() {
        let rest = &paragraph[at..];
        let mut length = c.len_utf8();
        match c {
            '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            '`' => {
                let ticks = run_length(rest, b'`');
                match code_span::closing_run(rest, ticks) {
                    Some(closing) => length = closing + ticks,
                    None => return close_code(&paragraph[..at], rest, ticks, &styles),
                }
            }
            '*' | '_' | '~' => length = read_delimiters(paragraph, at, &mut styles),
            _ => link.read(c, at, rest),
        }
        at += length;
    }
    let mut text = paragraph.to_owned();
    link.remove_from(&mut text);
    close_styles(&mut text, &mut styles);
    text
}

/// The link or image that is open at the end.
#[derive(Default)]
struct OpenLink {
    /// Where its opening bracket is.
    bracket: Option<usize>,
    /// Where its closing bracket is.
    text_end: Option<usize>,
}

impl OpenLink {
    /// Reads the character at byte `at`; `rest` begins with it.
    fn read(&mut self, c: char, at: usize, rest: &str) {
        match c {
            '[' => *self = Self { bracket: Some(at), text_end: None },
            ']' if self.bracket.is_some() => {
                // At the very end a parenthesis may still follow.
                let may_be_link = rest == "]" || rest.starts_with("](");
                self.text_end = may_be_link.then_some(at);
                self.bracket = self.bracket.filter(|_| may_be_link);
            }
            ')' if self.text_end.is_some() => *self = Self::default(),
            '\n' if self.text_end.is_none() => self.bracket = None,
            _ => {}
        }
    }

    /// Leaves of the open link only its text.
    fn remove_from(&self, text: &mut String) {
        if let Some(end) = self.text_end {
            text.truncate(end);
        }
        if let Some(bracket) = self.bracket {
            let is_image = text[..bracket].ends_with('!');
            text.replace_range(bracket - usize::from(is_image)..=bracket, "");
        }
    }
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
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if character == b'_' && is_word(before) && is_word(after) {
        return length;
    }
    let mut read = 0;
    while read < length {
        let width = if length - read >= 2 { 2 } else { 1 };
        let delimiters = &rest[read..read + width];
        if open.last() == Some(&delimiters) && !is_space(before) {
            open.pop();
        } else if after.is_none() || (!is_space(after) && delimiters != "~") {
            open.push(delimiters);
        }
        read += width;
    }
    length
}

/// Closes the open styles before the white space at the end, or leaves them out if nothing is in them yet.
fn close_styles(text: &mut String, open: &mut Vec<&str>) {
    while let Some(delimiters) = open.last().filter(|delimiters| text.ends_with(**delimiters)) {
        text.truncate(text.len() - delimiters.len());
        open.pop();
    }
    let space = text.split_off(text.trim_end().len());
    text.extend(open.iter().rev().copied());
    text.push_str(&space);
}

/// Closes the code that begins with a run of `ticks` backticks, and the styles that are open around it.
fn close_code(before: &str, code: &str, ticks: usize, styles: &[&str]) -> String {
    let closing: String = styles.iter().rev().copied().collect();
    if code.len() == ticks {
        return format!("{}{closing}", before.trim_end());
    }
    format!("{before}{}{}{closing}", code.trim_end(), "`".repeat(ticks))
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
    fn half_a_link_is_its_text() {
        assert_eq!(close("see [the la"), "see the la");
        assert_eq!(close("see [label]"), "see label");
        assert_eq!(close("see [label](https://exa"), "see label");
        assert_eq!(close("see ![alt](https://exa"), "see alt");
        assert_eq!(close("see [label](https://a.b) x"), "see [label](https://a.b) x");
        assert_eq!(close("see [x] x"), "see [x] x");
    }
}
