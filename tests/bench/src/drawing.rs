//! What rendering a streaming answer costs in Chromium, beside other libraries that render Markdown.

use crate::{page_figures::PageFigures, samples::Samples, table::Table};
use anyhow::Result;

/// The library that is the floor.
const FLOOR: &str = "streaming-markdown";
/// The most time, as a multiple of the floor's.
const MAX_RATIO: f64 = 1.0;
/// The most time for the last tenth of an answer, as a multiple of the first.
const MAX_LAST_TENTH: f64 = 1.0;
/// The most milliseconds for one push of words: a frame at 60 a second.
const LONGEST_MS: f64 = 16.0;

/// The most work for an answer of 400,000 characters, as a multiple of one of 40,000.
const MAX_GROWTH: f64 = 10.5;
/// The most memory after a hundred answers that are not shown any more, as a multiple of that after one.
const MAX_MEMORY: f64 = 1.1;

/// Rows from the figures that `page/measure.mjs` printed.
pub(crate) fn rows(quick: &str, slow: &str, table: &mut Table) -> Result<()> {
    let (quick, slow) = (PageFigures::read(quick)?, PageFigures::read(slow)?);
    let ours = |field: &str| quick.samples("everchat", field);
    let floor = |field: &str| quick.samples(FLOOR, field);
    for (what, field) in
        [("a push of 16 characters, 2,500 of them", "flood"), ("at a pace, rendered once a frame", "pace")]
    {
        table.ratio(what, "ms", &ours(field)?, &floor(field)?, Some(MAX_RATIO));
    }
    table.ratio(
        "the last tenth to the first",
        "",
        &ours("tenths")?,
        &Samples::one(1.0),
        Some(MAX_LAST_TENTH),
    );
    table.time("the longest push", &ours("longest")?, &floor("longest")?, LONGEST_MS);
    let one = Samples::one(1.0);
    table.ratio("ten times the words, beside once", "", &ours("growth")?, &one, Some(MAX_GROWTH));
    table.ratio("memory after 100 answers, beside one", "", &ours("memory")?, &one, Some(MAX_MEMORY));
    let others = [(&quick, "plain paragraphs")];
    let slow_libraries = slow.names().map(|name| (&slow, name));
    for (all, name) in others.into_iter().chain(slow_libraries) {
        for (way, words) in [("flood", "pushes"), ("pace", "at a pace")] {
            table.ratio(&format!("{name}, {words}"), "ms", &all.samples(name, way)?, &floor(way)?, None);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_judged_against_the_floor() {
        let one = |flood: u32| {
            format!(
                "{{\"flood\":[{flood}],\"pace\":[10],\"tenths\":[0.9],\"longest\":[9],\"growth\":[9],\"memory\":[1]}}"
            )
        };
        let json = |ours| {
            format!(
                "{{\"everchat\":{},\"{FLOOR}\":{},\"plain paragraphs\":{}}}",
                one(ours),
                one(100),
                one(100)
            )
        };
        let missed = |ours| {
            let mut table = Table::default();
            rows(&json(ours), "{}", &mut table).unwrap();
            table.missed()
        };
        assert_eq!((missed(99), missed(101)), (0, 1));
        assert!(rows("{}", "{}", &mut Table::default()).is_err());
    }
}
