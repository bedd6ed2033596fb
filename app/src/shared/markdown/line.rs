//! A line that is read from the left, with tabs as wide as they are
//! (<https://spec.commonmark.org/0.31.2/#tabs>).

/// What is left of a line.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    rest: &'a str,
    column: usize,
    /// Columns of a tab that was read in part.
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

    /// Goes past so many columns of white space, if there are as many.
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

    /// Goes past the white space.
    pub(super) fn skip_indent(&mut self) {
        self.skip_columns(self.indent());
    }

    /// Goes past the white space and a mark of so many ASCII characters.
    pub(super) fn skip_mark(&mut self, length: usize) {
        self.skip_indent();
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.column += length;
    }

    /// What is left, as text.
    pub(super) fn write(&self, text: &mut String) {
        text.extend(std::iter::repeat_n(' ', self.spaces));
        text.push_str(self.rest);
    }
}
