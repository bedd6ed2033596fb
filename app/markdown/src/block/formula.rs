//! Formulas in lines of their own: from `$$` to `$$`, or from `\[` to `\]`.

/// What is around a formula.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Delimiters {
    Dollars,
    Brackets,
}

impl Delimiters {
    pub(super) fn opening(self) -> &'static str {
        match self {
            Self::Dollars => "$$",
            Self::Brackets => "\\[",
        }
    }

    fn closing(self) -> &'static str {
        match self {
            Self::Dollars => "$$",
            Self::Brackets => "\\]",
        }
    }
}

/// The formula that this line opens and does not close, and the line's part of it. `paragraph` is the text of the
/// paragraph before the line, without a blank line between them: in it, the line must be the delimiter alone, and no
/// formula may be open.
pub(super) fn opening_line<'a>(line: &'a str, paragraph: &str) -> Option<(Delimiters, &'a str)> {
    let mut kinds = [Delimiters::Dollars, Delimiters::Brackets].into_iter();
    let delimiters = kinds.find(|delimiters| line.starts_with(delimiters.opening()))?;
    let tex = &line[2..];
    if tex.contains(delimiters.closing()) || (!paragraph.is_empty() && !tex.trim().is_empty()) {
        return None;
    }
    let is_open = match delimiters {
        Delimiters::Dollars => paragraph.matches("$$").count() % 2 == 1,
        Delimiters::Brackets => paragraph.matches("\\[").count() > paragraph.matches("\\]").count(),
    };
    (!is_open).then_some((delimiters, tex))
}

/// The formula's part of the line that closes it, and what follows it there.
pub(super) fn closing_line(line: &str, delimiters: Delimiters) -> Option<(&str, &str)> {
    line.split_once(delimiters.closing()).map(|(tex, rest)| (tex, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_in_lines_of_its_own_begins_where_none_is_open() {
        assert_eq!(opening_line("$$", ""), Some((Delimiters::Dollars, "")));
        assert_eq!(opening_line("\\[ x", ""), Some((Delimiters::Brackets, " x")));
        assert_eq!(opening_line("$$", "so:\n"), Some((Delimiters::Dollars, "")));
        assert_eq!(opening_line("$$", "so $$x\n"), None);
        assert_eq!(opening_line("$$ x", "so:\n"), None);
        assert_eq!(opening_line("$$x$$", ""), None);
        assert_eq!(closing_line("x $$ y", Delimiters::Dollars), Some(("x ", "y")));
    }
}
