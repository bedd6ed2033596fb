//! GFM's tables (<https://github.github.com/gfm/#tables-extension->).

use crate::inline::{code_span::UnclosedRuns, formula::formula};

/// How the cells of a column are aligned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Alignment {
    Left,
    Center,
    Right,
}

/// The alignments of the columns, from the delimiter row (`|---|:-:|`).
pub(super) fn delimiter_row(line: &str) -> Option<Vec<Alignment>> {
    if !line.contains('-') || !line.bytes().all(|byte| b"|-: \t".contains(&byte)) {
        return None;
    }
    // Nothing but dashes underlines a heading or is a thematic break.
    let is_plain = !line.contains(['|', ':']);
    let alignments: Option<Vec<Alignment>> = cells(line).iter().map(|cell| alignment(cell)).collect();
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

/// The cells of a row. A pipe after a backslash does not end a cell, nor does one in a formula, or, other than in GFM, in
/// code: there models forget the backslash.
pub(crate) fn cells(row: &str) -> Vec<String> {
    let row = row.trim_matches([' ', '\t']);
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    // Where the formula or the code ends that was read last.
    let mut literal_end = 0;
    let mut unclosed = UnclosedRuns::default();
    for (at, c) in row.char_indices() {
        let last = cells.len() - 1;
        let cell = &mut cells[last];
        if at >= literal_end && !is_escaped {
            let rest = &row[at..];
            literal_end = match c {
                '$' | '\\' => formula(rest).map_or(at, |(_, length)| at + length),
                '`' => {
                    let (length, end) = unclosed.code_span(rest);
                    at + length + end.unwrap_or_default()
                }
                _ => at,
            };
        }
        match c {
            '|' if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' if at >= literal_end => cells.push(String::new()),
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
    fn cells_end_at_pipes_that_are_not_escaped() {
        assert_eq!(cells("| a | b |"), ["a", "b"]);
        assert_eq!(cells("a|b"), ["a", "b"]);
        assert_eq!(cells("| a \\| b | `\\|` |"), ["a | b", "`|`"]);
        assert_eq!(cells("| a |  |"), ["a", ""]);
        assert_eq!(cells("| `a|b` | ``c`|`` | ` | ``d|"), ["`a|b`", "``c`|``", "`", "``d"]);
        assert_eq!(cells("| $|x|$ | \\(|y|\\) | $5 | 10$ |"), ["$|x|$", "\\(|y|\\)", "$5", "10$"]);
    }

    #[test]
    fn the_delimiter_row_gives_the_alignments() {
        use Alignment::{Center, Left, Right};
        assert_eq!(delimiter_row("|---|:-:|--:|"), Some(vec![Left, Center, Right]));
        assert_eq!(delimiter_row(":-"), Some(vec![Left]));
        assert_eq!(delimiter_row("---"), None);
        assert_eq!(delimiter_row("| - | a |"), None);
    }
}
