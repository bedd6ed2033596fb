//! Old sums are kept in longer steps: those of an hour in one row, then those of a day, then all that is older. So a month's
//! page reads some hundred rows, whatever the traffic was, and nothing that was counted is ever lost.

use super::{row::Row, sums::Sums};
use crate::time::{DAY_MS, HOUR_MS, MINUTE_MS, Millis};
use std::ops::RangeInclusive;

/// One row in place of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The level of the rows that are put together. Rows begin at 0.
    pub from: u8,
    /// The level of the row that they become.
    pub to: u8,
    /// Rows that were written in the same period become one.
    period: Millis,
    /// How long after the period they do.
    age: Millis,
    /// The minutes of a step afterwards.
    width: u64,
}

/// The steps. A day's page shows ten minutes at least, a week's an hour, a month's a day.
pub const STEPS: [Step; 4] = [
    Step { from: 0, to: 1, period: HOUR_MS, age: HOUR_MS, width: 10 },
    Step { from: 1, to: 2, period: DAY_MS, age: DAY_MS, width: 60 },
    Step { from: 2, to: 3, period: DAY_MS, age: 8 * DAY_MS, width: DAY_MS / MINUTE_MS },
    // All that is older than three months: totals that only grow, as Prometheus wants its counters.
    Step { from: 3, to: 4, period: Millis::MAX, age: 92 * DAY_MS, width: u64::MAX },
];

impl Step {
    /// The levels of the rows that it puts together. The last step also takes the row that it made before.
    pub fn levels(&self) -> RangeInclusive<u8> {
        let is_last = STEPS.iter().all(|step| step.to <= self.to);
        self.from..=if is_last { self.to } else { self.from }
    }

    /// Rows that were written before this time are old enough.
    pub fn before(&self, now: Millis) -> Millis {
        let old = now.saturating_sub(self.age);
        if self.period == Millis::MAX { old } else { old - old % self.period }
    }

    /// Puts the rows of the oldest period together. `rows` are those of its levels, in the order of their times. `None` if there is nothing to do. `name` is one that no other row has.
    pub fn merge(&self, rows: &[Row], name: &str) -> Option<Merged> {
        let first = rows.iter().find(|row| row.level == self.from)?;
        let period = |row: &Row| row.at / self.period;
        let group: Vec<&Row> = rows.iter().filter(|row| period(row) == period(first)).collect();
        let mut sums = Sums::default();
        for row in &group {
            sums.merge(&row.sums);
        }
        let at = group.iter().map(|row| row.at).max()?;
        let prefix = if group.iter().any(|row| row.is_demo()) { "demo-" } else { "" };
        let row =
            Row { at, isolate: format!("{prefix}{name}"), level: self.to, sums: sums.in_steps(self.width) };
        let replaced = group.into_iter().map(|row| (row.at, row.isolate.clone())).collect();
        Some(Merged { row, replaced })
    }
}

/// A row in place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The row.
    pub row: Row,
    /// The time and the isolate of those that it replaces.
    pub replaced: Vec<(Millis, String)>,
}
