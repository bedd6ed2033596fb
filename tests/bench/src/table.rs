//! The table that is printed.

use std::fmt;

/// A figure, what it is compared with, and whether it misses its target.
#[derive(Debug)]
struct Row {
    what: String,
    value: String,
    floor: String,
    ratio: String,
    target: String,
    is_missed: bool,
}

/// Rows in the order of measuring.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Row>);

impl Table {
    /// A figure and the floor's, as a ratio, with a limit if it has one.
    pub(crate) fn ratio(&mut self, what: &str, unit: &str, value: f64, floor: f64, limit: Option<f64>) {
        let ratio = value / floor;
        self.0.push(Row {
            what: what.to_owned(),
            value: format!("{value:.2} {unit}"),
            floor: format!("{floor:.2} {unit}"),
            ratio: format!("{ratio:.2}"),
            target: limit.map(|limit| format!("at most {limit:.2}")).unwrap_or_default(),
            is_missed: limit.is_some_and(|limit| ratio > limit),
        });
    }

    /// A time in milliseconds with its limit, beside the floor.
    pub(crate) fn time(&mut self, what: &str, value: f64, floor: f64, limit: f64) {
        self.0.push(Row {
            what: what.to_owned(),
            value: format!("{value:.2} ms"),
            floor: format!("{floor:.2} ms"),
            ratio: format!("{:.2}", value / floor),
            target: format!("at most {limit:.2} ms"),
            is_missed: value > limit,
        });
    }

    /// A size in bytes, with a limit in kB if it has one.
    pub(crate) fn size(&mut self, what: &str, bytes: usize, limit_kb: Option<usize>) {
        self.0.push(Row {
            what: what.to_owned(),
            value: format!("{:.1} kB", bytes as f64 / 1000.0),
            floor: String::new(),
            ratio: String::new(),
            target: limit_kb.map(|limit| format!("at most {limit} kB")).unwrap_or_default(),
            is_missed: limit_kb.is_some_and(|limit| bytes > limit * 1000),
        });
    }

    /// A count and its limit.
    pub(crate) fn count(&mut self, what: &str, count: usize, limit: usize) {
        self.0.push(Row {
            what: what.to_owned(),
            value: count.to_string(),
            floor: String::new(),
            ratio: String::new(),
            target: format!("at most {limit}"),
            is_missed: count > limit,
        });
    }

    /// How many figures miss their targets.
    pub(crate) fn missed(&self) -> usize {
        self.0.iter().filter(|row| row.is_missed).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| {:46} | {:>10} | {:>10} | {:>5} | {:16} |",
            "what", "here", "floor", "ratio", "target"
        )?;
        writeln!(f, "|{:-<48}|{:->12}|{:->12}|{:->7}|{:-<18}|", "", "", "", "", "")?;
        for row in &self.0 {
            let Row { what, value, floor, ratio, target, is_missed } = row;
            let verdict = if *is_missed { " missed" } else { "" };
            writeln!(f, "| {what:46} | {value:>10} | {floor:>10} | {ratio:>5} | {target:16} |{verdict}")?;
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
        assert_eq!(missed(|table| table.time("a", 25.0, 1.0, 25.0)), 0);
        assert_eq!(missed(|table| table.time("a", 25.1, 1.0, 25.0)), 1);
    }
}
