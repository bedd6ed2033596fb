//! GFM's tables (<https://github.github.com/gfm/#tables-extension->).

/// How a column's cells are set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Alignment {
    Left,
    Center,
    Right,
}

impl Alignment {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

/// The alignments that a line of dashes gives.
pub(super) fn alignments(line: &str) -> Option<Vec<Alignment>> {
    if !line.contains('-') || !line.bytes().all(|byte| b"|-: \t".contains(&byte)) {
        return None;
    }
    // A line of dashes alone is a heading's or a rule.
    let is_plain = !line.contains(['|', ':']);
    let cells = cells(line);
    let alignments: Option<Vec<Alignment>> = cells.iter().map(|cell| alignment(cell)).collect();
    alignments.filter(|_| !is_plain)
}

fn alignment(cell: &str) -> Option<Alignment> {
    let (is_left, cell) = cell.strip_prefix(':').map_or((false, cell), |cell| (true, cell));
    let (is_right, cell) = cell.strip_suffix(':').map_or((false, cell), |cell| (true, cell));
    let is_dashes = !cell.is_empty() && cell.bytes().all(|byte| byte == b'-');
    is_dashes.then_some(match (is_left, is_right) {
        (true, true) => Alignment::Center,
        (false, true) => Alignment::Right,
        _ => Alignment::Left,
    })
}

/// The cells of a row. A bar after a backslash is a bar, in code too.
pub(super) fn cells(row: &str) -> Vec<String> {
    let row = row.trim_matches([' ', '\t']);
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for c in row.chars() {
        let last = cells.len() - 1;
        let cell = &mut cells[last];
        match c {
            '|' if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' => cells.push(String::new()),
            _ => cell.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    for cell in &mut cells {
        *cell = cell.trim_matches([' ', '\t']).to_owned();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_end_at_bars_that_are_not_escaped() {
        assert_eq!(cells("| a | b |"), ["a", "b"]);
        assert_eq!(cells("a|b"), ["a", "b"]);
        assert_eq!(cells("| a \\| b | `\\|` |"), ["a | b", "`|`"]);
        assert_eq!(cells("| a |  |"), ["a", ""]);
    }

    #[test]
    fn a_line_of_dashes_tells_how_columns_are_set() {
        use Alignment::{Center, Left, Right};
        assert_eq!(alignments("|---|:-:|--:|"), Some(vec![Left, Center, Right]));
        assert_eq!(alignments(":-"), Some(vec![Left]));
        assert_eq!(alignments("---"), None);
        assert_eq!(alignments("| - | a |"), None);
    }
}
