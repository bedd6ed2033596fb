//! A run that was measured: kept in a file, and compared with another one.

use crate::table::{Row, Table};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// What was measured, when, and on what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The time of its end: `2026-11-29T12:00:00Z`.
    pub at: String,
    /// The processors, how many there are, and the system.
    pub machine: String,
    /// What it was measured with: names and versions.
    pub versions: Vec<(String, String)>,
    /// The figures.
    pub table: Table,
    /// What is no figure, as Markdown: what became of each fault with each gateway.
    pub details: String,
}

impl Run {
    /// Reads a run from its file.
    ///
    /// # Errors
    /// There is no such file, or it is of another program.
    pub fn read(file: &Path) -> Result<Self> {
        let json = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&json).with_context(|| format!("{} has no figures of a bench", file.display()))
    }

    /// Writes it to a file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        fs::write(file, serde_json::to_string_pretty(self)?)
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// What is more here than in an earlier run, by more than either may be off: a line each.
    pub fn slower_than(&self, earlier: &Self) -> Vec<String> {
        let before = |row: &Row| {
            earlier.table.0.iter().find(|before| before.what == row.what && before.unit == row.unit)
        };
        let line = |row: &Row| {
            let (now, then) = (row.comparable(), before(row)?.comparable());
            let more = (now.median / then.median - 1.0) * 100.0;
            now.is_above(then)
                .then(|| format!("{}: {:.2}, was {:.2} ({more:+.0} %)", row.what, now.median, then.median))
        };
        self.table.0.iter().filter_map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::Samples;

    fn run(sends: &[f64], size: usize) -> Run {
        let mut table = Table::default();
        let floor = Samples::new(vec![1.0; sends.len()]);
        table.ratio("sending", "ms", &Samples::new(sends.to_vec()), &floor, None);
        table.size("the page", size, None);
        Run {
            at: "2026-11-29T12:00:00Z".to_owned(),
            machine: "two cores".to_owned(),
            versions: Vec::new(),
            table,
            details: String::new(),
        }
    }

    #[test]
    fn what_became_slower_by_more_than_the_noise_is_named() {
        let before = run(&[1.0, 1.1, 0.9], 1000);
        assert_eq!(run(&[1.05, 1.15, 1.0], 1000).slower_than(&before), Vec::<String>::new());
        assert_eq!(run(&[0.5, 0.5, 0.5], 900).slower_than(&before), Vec::<String>::new());
        let slower = run(&[1.5, 1.6, 1.4], 1100).slower_than(&before);
        assert_eq!(slower, ["sending: 1.50, was 1.00 (+50 %)", "the page: 1.10, was 1.00 (+10 %)"]);
    }

    #[test]
    fn a_figure_that_is_new_is_compared_with_nothing() {
        let mut before = run(&[1.0], 1000);
        before.table.0.clear();
        assert!(run(&[9.0], 9000).slower_than(&before).is_empty());
    }

    #[test]
    fn a_file_gives_back_what_was_written() {
        let file = std::env::temp_dir().join(format!("everchat-run-{}.json", std::process::id()));
        let written = run(&[1.0, 1.1, 0.9], 1000);
        written.write(&file).unwrap();
        assert_eq!(Run::read(&file).unwrap(), written);
        fs::write(&file, "{}").unwrap();
        assert!(Run::read(&file).is_err());
        fs::remove_file(&file).unwrap();
    }
}
