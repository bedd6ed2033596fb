//! Formulas in lines of their own: from `$$` to `$$`, from `\[` to `\]`, or from `\begin{align}` to `\end{align}`.

use crate::inline::formula::{environment, environment_end};

/// What is around a formula.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Delimiters {
    Dollars,
    Brackets,
    /// An environment with this name. It is a part of the formula.
    Environment(&'static str),
}

impl Delimiters {
    pub(super) fn opening(self) -> &'static str {
        match self {
            Self::Dollars => "$$",
            Self::Brackets => "\\[",
            Self::Environment(_) => "",
        }
    }
}

/// The formula that this line opens and does not close, and the line's part of it. `paragraph` is the text of the
/// paragraph before the line, without a blank line between them: in it, the line must be the delimiter alone, and no
/// formula may be open.
pub(crate) fn opening_line<'a>(line: &'a str, paragraph: &str) -> Option<(Delimiters, &'a str)> {
    if let Some(name) = environment(line) {
        let delimiters = Delimiters::Environment(name);
        return closing_line(line, delimiters).is_none().then_some((delimiters, line));
    }
    let mut kinds = [Delimiters::Dollars, Delimiters::Brackets].into_iter();
    let delimiters = kinds.find(|delimiters| line.starts_with(delimiters.opening()))?;
    let tex = &line[2..];
    if closing_line(tex, delimiters).is_some() || (!paragraph.is_empty() && !tex.trim().is_empty()) {
        return None;
    }
    let is_open = match delimiters {
        Delimiters::Dollars => paragraph.matches("$$").count() % 2 == 1,
        _ => paragraph.matches("\\[").count() > paragraph.matches("\\]").count(),
    };
    (!is_open).then_some((delimiters, tex))
}

/// The formula's part of the line that closes it, and what follows it there.
pub(crate) fn closing_line(line: &str, delimiters: Delimiters) -> Option<(&str, &str)> {
    let (tex, rest) = match delimiters {
        Delimiters::Dollars => line.split_once("$$")?,
        Delimiters::Brackets => line.split_once("\\]")?,
        Delimiters::Environment(name) => line.split_at(environment_end(line, name)?),
    };
    Some((tex, rest.trim()))
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
        let (environment, tex) = opening_line("\\begin{align} x", "so:\n").unwrap();
        assert_eq!(tex, "\\begin{align} x");
        assert_eq!(closing_line("y \\end{align}", environment), Some(("y \\end{align}", "")));
        assert_eq!(opening_line("\\begin{align} x \\end{align}", ""), None, "it is whole");
        assert_eq!(opening_line("\\begin{document}", ""), None);
        assert_eq!(closing_line("x $$ y", Delimiters::Dollars), Some(("x ", "y")));
    }
}
