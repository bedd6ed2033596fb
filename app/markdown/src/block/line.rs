//! A line that is read from the left, with a tab stop every four columns
//! (<https://spec.commonmark.org/0.31.2/#tabs>).

/// The rest of a line.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    rest: &'a str,
    /// The column at which the rest begins.
    column: usize,
    /// Columns that are left of a tab that was read in part.
    spaces: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self { rest: line, column: 0, spaces: 0 }
    }

    /// How many columns of white space come next.
    pub(super) fn indent(&self) -> usize {
        let mut column = self.column + self.spaces;
        for byte in self.rest.bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
        }
        column - self.column
    }

    /// What comes after the white space.
    pub(super) fn text(&self) -> &'a str {
        self.rest.trim_start_matches([' ', '\t'])
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text().is_empty()
    }

    /// Skips at most `count` columns of white space.
    pub(super) fn skip_columns(&mut self, count: usize) {
        let end = self.column + count;
        while self.column < end {
            if self.spaces > 0 {
                self.spaces -= 1;
                self.column += 1;
            } else if let Some(rest) = self.rest.strip_prefix('\t') {
                self.rest = rest;
                self.spaces = 4 - self.column % 4;
            } else if let Some(rest) = self.rest.strip_prefix(' ') {
                self.rest = rest;
                self.column += 1;
            } else {
                return;
            }
        }
    }

    /// Skips the white space.
    pub(super) fn skip_indent(&mut self) {
        self.skip_columns(self.indent());
    }

    /// Skips the white space and a marker of `length` ASCII characters.
    pub(super) fn skip_marker(&mut self, length: usize) {
        self.skip_indent();
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.column += length;
    }

    /// Appends the rest of the line to `text`.
    pub(super) fn append_to(&self, text: &mut String) {
        text.extend(std::iter::repeat_n(' ', self.spaces));
        text.push_str(self.rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_reaches_to_the_next_multiple_of_four_columns() {
        let mut line = Line::new(" \tx");
        assert_eq!(line.indent(), 4);
        line.skip_columns(2);
        assert_eq!(line.indent(), 2);
        let mut rest = String::new();
        line.append_to(&mut rest);
        assert_eq!(rest, "  x");
    }

    #[test]
    fn no_more_white_space_is_skipped_than_there_is() {
        let mut line = Line::new("  x");
        line.skip_columns(5);
        assert_eq!((line.indent(), line.text()), (0, "x"));
    }
}
