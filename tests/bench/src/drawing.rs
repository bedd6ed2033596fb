//! What drawing a streaming answer costs in Chromium, beside others that draw Markdown.

use crate::table::Table;
use anyhow::{Context, Result};
use serde_json::Value;

/// The one to be ahead of.
const FLOOR: &str = "streaming-markdown";
/// So much more than it, at most.
const MOST: f64 = 1.2;
/// No push may take longer, in milliseconds: a longer task is felt.
const LONGEST_MS: f64 = 50.0;

/// Rows from the figures that `page/measure.mjs` printed.
pub(crate) fn rows(quick: &str, slow: &str, table: &mut Table) -> Result<()> {
    let read = |json: &str| serde_json::from_str::<Value>(json).context("the figures cannot be read");
    let (quick, slow) = (read(quick)?, read(slow)?);
    let figure = |all: &Value, name: &str, field: &str| {
        all[name][field].as_f64().with_context(|| format!("no {field} of {name}"))
    };
    let ours = |field: &str| figure(&quick, "everchat", field);
    let floor = |field: &str| figure(&quick, FLOOR, field);
    table.ratio("a push of 16 characters, 2,500 of them", "ms", ours("flood")?, floor("flood")?, Some(MOST));
    table.ratio("at a pace, drawn once a frame", "ms", ours("pace")?, floor("pace")?, Some(MOST));
    table.ratio("the last tenth to the first", "", ours("tenths")?, 1.0, Some(MOST));
    table.time("the longest push", ours("longest")?, floor("longest")?, LONGEST_MS);
    let others = [(&quick, "plain paragraphs")];
    let slow_ones = slow.as_object().into_iter().flatten().map(|(name, _)| (&slow, name.as_str()));
    for (all, name) in others.into_iter().chain(slow_ones) {
        for (way, said) in [("flood", "pushes"), ("pace", "at a pace")] {
            table.ratio(&format!("{name}, {said}"), "ms", figure(all, name, way)?, floor(way)?, None);
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
