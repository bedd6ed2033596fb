//! Formulas in TeX: `$..$`, `$$..$$`, `\(..\)`, `\[..\]`. "$740 for $5" stays money: a single dollar begins a
//! formula before a letter that is not white space, and ends it after one and not before a digit, as Pandoc has it
//! (<https://pandoc.org/MANUAL.html#extension-tex_math_dollars>).

/// How a formula begins that stands in lines of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fence {
    Dollars,
    Brackets,
}

impl Fence {
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::Dollars => "$$",
            Self::Brackets => "\\[",
        }
    }

    fn close(self) -> &'static str {
        match self {
            Self::Dollars => "$$",
            Self::Brackets => "\\]",
        }
    }
}

/// The formula that this line begins and does not end, with what it has of it. In a paragraph, of which `before`
/// is there, the line must be the mark alone.
pub(super) fn first_line<'a>(line: &'a str, before: &str) -> Option<(Fence, &'a str)> {
    let fence = [Fence::Dollars, Fence::Brackets].into_iter().find(|fence| line.starts_with(fence.open()))?;
    let tex = &line[2..];
    if tex.contains(fence.close()) || (!before.is_empty() && !tex.trim().is_empty()) {
        return None;
    }
    let is_open = match fence {
        Fence::Dollars => before.matches("$$").count() % 2 == 1,
        Fence::Brackets => before.matches("\\[").count() > before.matches("\\]").count(),
    };
    (!is_open).then_some((fence, tex))
}

/// The formula's part of the line that it ends in, and what follows it there.
pub(super) fn last_line(line: &str, fence: Fence) -> Option<(&str, &str)> {
    line.split_once(fence.close()).map(|(tex, rest)| (tex, rest.trim()))
}

/// A longer formula among words is none: no text makes looking for its end slow.
const MAX_LENGTH: usize = 4000;

/// A formula among words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula<'a> {
    pub(super) tex: &'a str,
    pub(super) is_display: bool,
    /// With its marks, in bytes.
    pub(super) length: usize,
}

/// The formula that a text begins with.
pub(super) fn formula(text: &str) -> Option<Formula<'_>> {
    let (open, close, is_display) =
        [("$$", "$$", true), ("$", "$", false), ("\\(", "\\)", false), ("\\[", "\\]", true)]
            .into_iter()
            .find(|(open, ..)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    let tex = &inner[..end(inner, close)?];
    let length = tex.len() + open.len() + close.len();
    let is_formula = if open == "$" {
        !tex.starts_with(char::is_whitespace)
            && !text[length..].starts_with(|c: char| c.is_ascii_digit())
            && !is_money(tex)
    } else {
        !tex.trim().is_empty() && (is_display || !tex.contains('\n'))
    };
    is_formula.then_some(Formula { tex: tex.trim(), is_display, length })
}

/// Where the closing mark is, not after a backslash, and a single dollar not after white space.
fn end(inner: &str, close: &str) -> Option<usize> {
    let bytes = &inner.as_bytes()[..inner.len().min(MAX_LENGTH)];
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if bytes[at..].starts_with(close.as_bytes()) {
            let is_end = close != "$" || (at > 0 && !bytes[at - 1].is_ascii_whitespace());
            return is_end.then_some(at);
        }
        at += if *byte == b'\\' { 2 } else { 1 };
    }
    None
}

/// "5 or 10": an amount, and words without any sign of a formula.
fn is_money(tex: &str) -> bool {
    tex.starts_with(|c: char| c.is_ascii_digit())
        && tex.contains(' ')
        && !tex.contains(['\\', '^', '_', '=', '<', '>', '+', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(text: &str) -> Option<(&str, bool)> {
        formula(text).map(|formula| (formula.tex, formula.is_display))
    }

    #[test]
    fn all_four_spellings_are_known() {
        assert_eq!(tex("$x^2$ b"), Some(("x^2", false)));
        assert_eq!(tex("$$x$$"), Some(("x", true)));
        assert_eq!(tex("\\(y\\) b"), Some(("y", false)));
        assert_eq!(tex("\\[\ny\n\\]"), Some(("y", true)));
        assert_eq!(tex("$a\\$b$"), Some(("a\\$b", false)));
        assert_eq!(tex("\\(你\\)"), Some(("你", false)));
    }

    #[test]
    fn money_stays_money() {
        for text in [
            "$740 for $5",
            "$5-$10",
            "$5, US$6",
            "$ 5 $",
            "$5 plus tax or 4€, and 10$ more",
            "$",
            "$$$$",
            "\\(x",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
    }

    #[test]
    fn a_formula_in_lines_of_its_own_begins_where_none_is_open() {
        assert_eq!(first_line("$$", ""), Some((Fence::Dollars, "")));
        assert_eq!(first_line("\\[ x", ""), Some((Fence::Brackets, " x")));
        assert_eq!(first_line("$$", "so:\n"), Some((Fence::Dollars, "")));
        assert_eq!(first_line("$$", "so $$x\n"), None);
        assert_eq!(first_line("$$ x", "so:\n"), None);
        assert_eq!(first_line("$$x$$", ""), None);
        assert_eq!(last_line("x $$ y", Fence::Dollars), Some(("x ", "y")));
    }
}
