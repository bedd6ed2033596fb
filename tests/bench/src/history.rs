//! What a conversation of 10,000 messages costs, beside one of 100, and what 10,000 conversations with a million messages do,
//! beside 100.

use crate::{page_figures::PageFigures, table::Table};
use anyhow::Result;

/// The most work for the long one, as a multiple of the short one's.
const MAX_RATIO: f64 = 2.0;
/// The longest task while scrolling, in milliseconds (<https://web.dev/articles/long-tasks>).
const LONGEST_MS: f64 = 50.0;
/// The time between two frames, in milliseconds: a letter that is typed must not wait for a search.
const FRAME_MS: f64 = 16.0;

/// Rows from the figures that `page/library.mjs` printed.
pub(crate) fn library_rows(figures: &str, table: &mut Table) -> Result<()> {
    let figures = PageFigures::read(figures)?;
    for (what, name) in [
        ("opening the page with a million messages", "open"),
        ("switching to another chat among 10,000", "switch"),
        ("sending in one of them", "send"),
        ("searching them to the first hit", "search"),
    ] {
        let [many, few] = [figures.samples("10000", name)?, figures.samples("100", name)?];
        table.ratio(what, "ms", &many, &few, Some(MAX_RATIO));
    }
    Ok(())
}

/// Rows from the figures that `page/history.mjs` printed.
pub(crate) fn rows(figures: &str, table: &mut Table) -> Result<()> {
    let figures = PageFigures::read(figures)?;
    for (what, name) in [("opening 10,000 messages, against 100", "open"), ("sending after them", "send")] {
        let [long, short] = [figures.samples("10000", name)?, figures.samples("100", name)?];
        table.ratio(what, "ms", &long, &short, Some(MAX_RATIO));
    }
    for (what, name, most) in [
        ("scrolling up: the longest task", "scroll", LONGEST_MS),
        ("searching: the longest task a letter", "search", FRAME_MS),
    ] {
        table.time(what, &figures.samples("10000", name)?, &figures.samples("100", name)?, most);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_conversation_is_judged_against_a_short_one() {
        let one = |open: u32| format!("{{\"open\":[{open}],\"send\":[10],\"scroll\":[0],\"search\":[0]}}");
        let missed = |open| {
            let mut table = Table::default();
            rows(&format!("{{\"100\":{},\"10000\":{}}}", one(100), one(open)), &mut table).unwrap();
            table.missed()
        };
        assert_eq!((missed(199), missed(201)), (0, 1));
    }
    #[test]
    fn many_conversations_are_judged_against_a_hundred() {
        let one =
            |search: u32| format!("{{\"open\":[10],\"switch\":[10],\"send\":[10],\"search\":[{search}]}}");
        let missed = |search| {
            let mut table = Table::default();
            library_rows(&format!("{{\"100\":{},\"10000\":{}}}", one(10), one(search)), &mut table).unwrap();
            table.missed()
        };
        assert_eq!((missed(20), missed(21)), (0, 1));
    }
}
