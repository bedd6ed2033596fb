//! Old rows are put together, and nothing that was counted is lost.

use super::samples::{added_up, any_record};
use crate::{
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
    traffic::{
        Record, Row, Sums,
        compaction::{Merged, STEPS},
    },
};
use proptest::prelude::*;

/// Does all that there is to do at a time. Returns how many rows were written or deleted.
fn tidy(rows: &mut Vec<Row>, now: u64) -> usize {
    let mut written = 0;
    for step in &STEPS {
        loop {
            rows.sort_by_key(|row| row.at);
            let is_old = |row: &&Row| row.at < step.before(now) && step.levels().contains(&row.level);
            let old: Vec<Row> = rows.iter().filter(is_old).cloned().collect();
            let Some(Merged { row, replaced }) = step.merge(&old, &format!("merged-{written}")) else {
                break;
            };
            rows.retain(|row| !replaced.contains(&(row.at, row.isolate.clone())));
            written += replaced.len() + 1;
            rows.push(row);
        }
    }
    written
}

fn total(rows: &[Row]) -> Sums {
    let mut sums = Sums::default();
    for row in rows {
        sums.merge(&row.sums);
    }
    sums.in_steps(u64::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn nothing_is_lost_and_a_year_is_a_hundred_rows(
        records in prop::collection::vec((any_record(), 0..370_u64, 0..1_440_u64), 1..60),
    ) {
        let mut rows: Vec<Row> = Vec::new();
        let all: Vec<Record> = records
            .into_iter()
            .map(|(record, day, minute)| Record { at: day * DAY_MS + minute * MINUTE_MS, ..record })
            .collect();
        for (n, record) in all.iter().enumerate() {
            rows.push(Row { at: record.at + 5_000, isolate: format!("{n}"), level: 0, sums: added_up([record]) });
        }
        let whole = total(&rows);
        let before = rows.len();
        let written = tidy(&mut rows, 371 * DAY_MS);
        prop_assert_eq!(total(&rows), whole);
        prop_assert!(rows.iter().filter(|row| row.level == 4).count() <= 1);
        prop_assert!(rows.len() <= 100 + 24 * 2, "{} rows", rows.len());
        prop_assert!(written <= before * 8, "{written} rows for {before}");
        prop_assert_eq!(tidy(&mut rows, 371 * DAY_MS), 0, "nothing is left to do");
    }
}

#[test]
fn each_age_has_its_steps() {
    let row = |at: u64, minute: u64| {
        let record = record_of(minute);
        Row { at, isolate: format!("{at}"), level: 0, sums: added_up([&record]) }
    };
    let minute = 100 * DAY_MS / MINUTE_MS + 61;
    let at = minute * MINUTE_MS;
    let steps_at = |now: u64| {
        let mut rows = vec![row(at, minute)];
        tidy(&mut rows, now);
        rows.iter().map(|row| (row.level, row.sums.minutes().unwrap_or_default().0)).collect::<Vec<_>>()
    };
    let hour = minute - minute % 60;
    assert_eq!(steps_at(at + HOUR_MS), [(0, minute)]);
    assert_eq!(steps_at(at + 2 * HOUR_MS), [(1, minute - minute % 10)]);
    assert_eq!(steps_at(at + 2 * DAY_MS), [(2, hour)]);
    assert_eq!(steps_at(at + 10 * DAY_MS), [(3, minute - minute % 1_440)]);
    assert_eq!(steps_at(at + 200 * DAY_MS), [(4, 0)]);
}

#[test]
fn what_a_demo_made_up_is_known_as_such_afterwards() {
    let record = record_of(61);
    let row = |isolate: &str| Row {
        at: 61 * MINUTE_MS,
        isolate: isolate.to_owned(),
        level: 0,
        sums: added_up([&record]),
    };
    let merged = STEPS[0].merge(&[row("a"), row("demo-1")], "x").unwrap();
    assert!(merged.row.is_demo());
    assert!(!STEPS[0].merge(&[row("a"), row("b")], "x").unwrap().row.is_demo());
}

fn record_of(minute: u64) -> Record {
    super::samples::answered(minute * MINUTE_MS, "r", Vec::new())
}
