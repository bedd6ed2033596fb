//! What rendering a streaming answer costs in Chromium, beside other libraries that render Markdown.

use crate::table::Table;
use anyhow::{Context, Result};
use serde_json::Value;

/// The library that is the floor.
const FLOOR: &str = "streaming-markdown";
/// The most time, as a multiple of the floor's.
const MAX_RATIO: f64 = 1.2;
/// The most milliseconds for one push of words: half of the 50 ms from which on a task counts as long
/// (<https://web.dev/articles/long-tasks>), since the page has other work.
const LONGEST_MS: f64 = 25.0;

/// Rows from the figures that `page/measure.mjs` printed.
pub(crate) fn rows(quick: &str, slow: &str, table: &mut Table) -> Result<()> {
    let read = |json: &str| serde_json::from_str::<Value>(json).context("the figures cannot be read");
    let (quick, slow) = (read(quick)?, read(slow)?);
    let figure = |all: &Value, name: &str, field: &str| {
        all[name][field].as_f64().with_context(|| format!("no {field} of {name}"))
    };
    let ours = |field: &str| figure(&quick, "everchat", field);
    let floor = |field: &str| figure(&quick, FLOOR, field);
    table.ratio(
        "a push of 16 characters, 2,500 of them",
        "ms",
        ours("flood")?,
        floor("flood")?,
        Some(MAX_RATIO),
    );
    table.ratio("at a pace, rendered once a frame", "ms", ours("pace")?, floor("pace")?, Some(MAX_RATIO));
    table.ratio("the last tenth to the first", "", ours("tenths")?, 1.0, Some(MAX_RATIO));
    table.time("the longest push", ours("longest")?, floor("longest")?, LONGEST_MS);
    let others = [(&quick, "plain paragraphs")];
    let slow_libraries = slow.as_object().into_iter().flatten().map(|(name, _)| (&slow, name.as_str()));
    for (all, name) in others.into_iter().chain(slow_libraries) {
        for (way, words) in [("flood", "pushes"), ("pace", "at a pace")] {
            table.ratio(&format!("{name}, {words}"), "ms", figure(all, name, way)?, floor(way)?, None);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_judged_against_the_floor() {
        let one = |flood: u32| format!("{{\"flood\":{flood},\"pace\":10,\"tenths\":1.1,\"longest\":9}}");
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
        assert_eq!((missed(119), missed(121)), (0, 1));
        assert!(rows("{}", "{}", &mut Table::default()).is_err());
    }
}
