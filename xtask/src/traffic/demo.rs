//! A week that never was, in the database of this machine. It is marked, and the page says so.

use super::{
    sql::{create_tables, insert_requests, insert_sums, run},
    visitors::{Random, record, visitors},
};
use crate::{paths, progress::step};
use anyhow::Result;
use gateway::{
    time::{DAY_MS, HOUR_MS, Millis},
    traffic::{Record, Row, Sums},
};

/// Deletes what was made up before.
const DELETE: &str = "DELETE FROM everchat_traffic WHERE isolate LIKE 'demo-%';\n\
    DELETE FROM everchat_requests WHERE isolate LIKE 'demo-%';\n";

/// The statements that make the week up anew, or take it away.
pub(super) fn statements(is_wanted: bool, now: Millis) -> String {
    let week = if is_wanted { week(now) } else { String::new() };
    create_tables() + DELETE + &week
}

/// Runs the statements in the database of this machine.
pub(super) fn change(is_wanted: bool, now: Millis) -> Result<()> {
    step("writing into the database of this machine", || run(&paths::root()?, &statements(is_wanted, now)))?;
    println!(
        "{}",
        if is_wanted { "A made-up week is there: /report, Traffic" } else { "The made-up week is gone" }
    );
    Ok(())
}

/// The statements that write the week: a row of sums and one of requests for each hour.
fn week(now: Millis) -> String {
    let mut random = Random(20_261_129);
    let mut sql = String::new();
    let start = now - now % HOUR_MS - 7 * DAY_MS;
    for hour in 0..7 * 24 {
        let at = start + hour * HOUR_MS;
        let records: Vec<Record> =
            (0..visitors(hour, &mut random)).map(|_| record(at, hour, &mut random)).collect();
        let mut sums = Sums::default();
        for record in &records {
            sums.add(record);
        }
        let kept: Vec<&Record> = records
            .iter()
            .enumerate()
            .filter(|(n, record)| record.is_notable() || n % 10 == 0)
            .map(|(_, record)| record)
            .take(200)
            .collect();
        let (at, isolate) = (at + HOUR_MS - 1, format!("demo-{hour}"));
        sql += &insert_requests(at, &isolate, &kept);
        sql += &insert_sums(&Row { at, isolate, level: 0, sums });
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_failures_a_bad_evening_and_a_spent_allowance() {
        let sql = week(1_800_000_000_000);
        assert_eq!(sql, week(1_800_000_000_000), "the same each time");
        assert_eq!(sql.matches("INSERT INTO everchat_traffic").count(), 168);
        for word in ["busy", "quota", "timeout", "rate_limited", "broken", "demo-0'"] {
            assert!(sql.contains(word), "{word}");
        }
        let longest = sql.lines().map(str::len).max().unwrap_or_default();
        assert!(longest < 100_000, "D1 takes statements of 100 kB, and one has {longest}");
    }
}
