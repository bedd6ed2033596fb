//! The table that is printed.

use crate::samples::{Figure, Samples};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A figure, what it is compared with, and its target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The unit of the value and of the floor: `ms`, `kB`; nothing for a count.
    pub unit: String,
    /// What it comes to.
    pub value: Figure,
    /// What the floor comes to, in the same run.
    pub floor: Option<f64>,
    /// How it stands to the floor.
    pub ratio: Option<Figure>,
    /// The most that it may be.
    pub limit: Option<Limit>,
}

/// The most that a figure may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Of the value, in its unit.
    Value(f64),
    /// Of the ratio.
    Ratio(f64),
}

/// Rows in the order of measuring.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table(pub(crate) Vec<Row>);

impl Table {
    /// A figure and the floor's, as a ratio, with a limit if it has one.
    pub(crate) fn ratio(
        &mut self,
        what: &str,
        unit: &str,
        value: &Samples,
        floor: &Samples,
        limit: Option<f64>,
    ) {
        self.add(what, unit, value, Some(floor), limit.map(Limit::Ratio));
    }

    /// A time in milliseconds with its limit, beside the floor.
    pub(crate) fn time(&mut self, what: &str, value: &Samples, floor: &Samples, limit: f64) {
        self.add(what, "ms", value, Some(floor), Some(Limit::Value(limit)));
    }

    /// A time in milliseconds that has no floor.
    pub(crate) fn time_alone(&mut self, what: &str, value: &Samples, limit: f64) {
        self.add(what, "ms", value, None, Some(Limit::Value(limit)));
    }

    /// A size in bytes, with a limit in kB if it has one.
    pub(crate) fn size(&mut self, what: &str, bytes: usize, limit_kb: Option<usize>) {
        let limit = limit_kb.map(|limit| Limit::Value(limit as f64));
        self.add(what, "kB", &Samples::one(bytes as f64 / 1000.0), None, limit);
    }

    /// A count and its limit.
    pub(crate) fn count(&mut self, what: &str, count: usize, limit: usize) {
        self.add(what, "", &Samples::one(count as f64), None, Some(Limit::Value(limit as f64)));
    }

    /// A count that has no limit.
    pub(crate) fn count_alone(&mut self, what: &str, count: usize) {
        self.add(what, "", &Samples::one(count as f64), None, None);
    }

    fn add(
        &mut self,
        what: &str,
        unit: &str,
        value: &Samples,
        floor: Option<&Samples>,
        limit: Option<Limit>,
    ) {
        self.0.push(Row {
            what: what.to_owned(),
            unit: unit.to_owned(),
            value: value.figure(),
            floor: floor.map(|floor| floor.figure().median),
            // Of memory the floor may have kept none.
            ratio: floor.map(|floor| value.ratios(floor).figure()).filter(|ratio| ratio.median.is_finite()),
            limit,
        });
    }

    /// Adds the rows of another table.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many figures miss their targets.
    pub fn missed(&self) -> usize {
        self.0.iter().filter(|row| row.is_missed()).count()
    }
}

impl Row {
    /// Whether it misses its target.
    pub(crate) fn is_missed(&self) -> bool {
        match self.limit {
            Some(Limit::Value(limit)) => self.value.median > limit,
            Some(Limit::Ratio(limit)) => self.ratio.is_some_and(|ratio| ratio.median > limit),
            None => false,
        }
    }

    /// What is to be compared between two runs: how it stands to the floor of its own run, or what it is.
    pub(crate) fn comparable(&self) -> Figure {
        self.ratio.unwrap_or(self.value)
    }

    fn amount(&self, value: f64) -> String {
        match self.unit.as_str() {
            "" if value.fract() == 0.0 => format!("{value:.0}"),
            "kB" => format!("{value:.1} kB"),
            unit => format!("{value:.2} {unit}").trim_end().to_owned(),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| {:50} | {:>10} | {:>10} | {:>5} | {:>11} | {:16} |",
            "what", "here", "floor", "ratio", "95 of 100", "target"
        )?;
        writeln!(f, "|{:-<52}|{:->12}|{:->12}|{:->7}|{:->13}|{:-<18}|", "", "", "", "", "", "")?;
        for row in &self.0 {
            let (here, floor) = (row.amount(row.value.median), row.floor.map(|floor| row.amount(floor)));
            let ratio = row.ratio.map(|ratio| format!("{:.2}", ratio.median));
            let Figure { low, high, .. } = row.comparable();
            let digits = if high < 100.0 { 2 } else { 0 };
            let interval =
                if low < high { format!("{low:.digits$}–{high:.digits$}") } else { String::new() };
            let target = match row.limit {
                Some(Limit::Value(limit)) => format!("at most {}", row.amount(limit)),
                Some(Limit::Ratio(limit)) => format!("at most {limit:.2}"),
                None => String::new(),
            };
            let (floor, ratio) = (floor.unwrap_or_default(), ratio.unwrap_or_default());
            let verdict = if row.is_missed() { " missed" } else { "" };
            let what = &row.what;
            writeln!(
                f,
                "| {what:50} | {here:>10} | {floor:>10} | {ratio:>5} | {interval:>11} | {target:16} |{verdict}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_held_by_its_last_unit_and_missed_by_one_more() {
        let missed = |add: fn(&mut Table)| {
            let mut table = Table::default();
            add(&mut table);
            table.missed()
        };
        assert_eq!(missed(|table| table.size("a", 6000, Some(6))), 0);
        assert_eq!(missed(|table| table.size("a", 6001, Some(6))), 1);
        assert_eq!(missed(|table| table.size("a", 6001, None)), 0);
        assert_eq!(missed(|table| table.count("a", 3, 3)), 0);
        assert_eq!(missed(|table| table.count("a", 4, 3)), 1);
        let one = Samples::one;
        assert_eq!(missed(|table| table.time("a", &Samples::one(25.0), &Samples::one(1.0), 25.0)), 0);
        assert_eq!(missed(|table| table.time("a", &Samples::one(25.1), &Samples::one(1.0), 25.0)), 1);
        let mut table = Table::default();
        table.ratio("a", "ms", &one(1.2), &one(1.0), Some(1.2));
        table.ratio("b", "ms", &one(1.3), &one(1.0), Some(1.2));
        assert_eq!(table.missed(), 1);
    }
}
