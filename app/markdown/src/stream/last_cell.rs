//! The last cell of a table's row.

use super::open_formula::{Formula, last_close, read_formula};
use crate::{inline::code_span::closing_run, scan::run_length};

/// Where the last cell of a table's row begins, in bytes. A pipe in a formula, in code or after a backslash ends no cell.
pub(super) fn last_cell(row: &str) -> usize {
    let last_close = last_close(row);
    let (mut start, mut at) = (0, 0);
    while let Some(c) = row[at..].chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' | '$' => match read_formula(row, at, last_close) {
                Formula::Whole(whole) => length = whole,
                Formula::Open => return start,
                Formula::None if c == '\\' => {
                    length += row[at + 1..].chars().next().map_or(0, char::len_utf8);
                }
                Formula::None => {}
            },
            '`' => {
                let ticks = run_length(&row[at..], b'`');
                let Some(closing) = closing_run(&row[at..], ticks) else { return start };
                length = closing + ticks;
            }
            '|' => start = at + 1,
            _ => {}
        }
        at += length;
    }
    start
}
