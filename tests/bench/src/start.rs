//! What it takes until the page stands.

use crate::{page_figures::PageFigures, table::Table};
use anyhow::Result;

/// The most work of the main thread until the page stands, in milliseconds of CPU.
const WORK_MS: f64 = 150.0;
/// On a slow phone: the most until the composer takes typing, and until an answer streams, on a first visit and on a second.
const COMPOSER_MS: f64 = 1_000.0;
const FIRST_ANSWER_MS: f64 = 3_000.0;
const SECOND_ANSWER_MS: f64 = 800.0;

/// Rows from the figures that `page/start.mjs` printed.
pub(crate) fn rows(figures: &str, table: &mut Table) -> Result<()> {
    let figures = PageFigures::read(figures)?;
    for (what, field, limit) in [
        ("main-thread work until the page stands", "work", WORK_MS),
        ("slow phone: the composer takes typing", "composer", COMPOSER_MS),
        ("slow phone: an answer streams, first visit", "first", FIRST_ANSWER_MS),
        ("slow phone: an answer streams, second visit", "second", SECOND_ANSWER_MS),
    ] {
        table.time_alone(what, &figures.samples("page", field)?, limit);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_moment_has_its_target() {
        let missed = |work: u32, second: u32| {
            let figures = format!(
                r#"{{"page":{{"work":[{work}],"composer":[900],"first":[2900],"second":[{second}]}}}}"#
            );
            let mut table = Table::default();
            rows(&figures, &mut table).unwrap();
            table.missed()
        };
        assert_eq!((missed(150, 800), missed(151, 801)), (0, 2));
    }
}
