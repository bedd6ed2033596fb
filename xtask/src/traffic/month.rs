//! A month of a busy site, as its database holds it. `cargo xtask bench` reads it.

use super::{
    sql::{create_tables, insert_sums, quoted, run},
    visitors::{Random, record},
};
use crate::progress::step;
use anyhow::Result;
use gateway::{
    time::{DAY_MS, HOUR_MS, MINUTE_MS, Millis},
    traffic::{Question, Questions, Record, Row, Sums, compaction::STEPS},
};
use std::{collections::BTreeMap, path::Path};

/// The hours of the month.
const HOURS: u64 = 30 * 24;
/// The isolates that write.
const ISOLATES: u64 = 3;
/// How often each does, if there are so many: `gateway::traffic::Schedule` lets a site write 190 times in half an hour.
const WRITE_MS: Millis = 30_000;
/// An isolate's questions of this time are one row.
const QUESTIONS_MS: Millis = 5 * MINUTE_MS;
/// The rows that are read to be put together, as `gateway::traffic::database::read_old` has them.
const ROWS_AT_ONCE: usize = 500;

/// Writes so many requests of the month before a time into the database of the site in a folder.
pub(crate) fn fill(site: &Path, requests: u64, now: Millis) -> Result<()> {
    step(&format!("making up a month of {requests} requests"), || run(site, &statements(requests, now)))
}

fn statements(requests: u64, now: Millis) -> String {
    let mut random = Random(20_261_129);
    let (mut rows, mut questions) = (Vec::new(), String::new());
    let start = now - now % HOUR_MS - HOURS * HOUR_MS;
    for hour in 0..HOURS {
        let from = start + hour * HOUR_MS;
        let count = requests * (hour + 1) / HOURS - requests * hour / HOURS;
        let records: Vec<Record> = (0..count).map(|_| record(from, hour % 168, &mut random)).collect();
        rows.extend(written(&records));
        compact(&mut rows, from + HOUR_MS);
        if from + DAY_MS >= now {
            questions += &insert_questions(&records, &mut random);
        }
    }
    let sums: String = rows.iter().map(insert_sums).collect();
    create_tables() + &sums + &questions
}

/// The rows that isolates write, each at its times.
fn written(records: &[Record]) -> Vec<Row> {
    let mut sums: BTreeMap<_, Sums> = BTreeMap::new();
    for (n, record) in records.iter().enumerate() {
        sums.entry((next(record.at, WRITE_MS), n as u64 % ISOLATES)).or_default().add(record);
    }
    let row = |((at, isolate), sums)| Row { at, isolate: format!("bench-{isolate}"), level: 0, sums };
    sums.into_iter().map(row).collect()
}

/// Puts old rows together, as the Function does.
fn compact(rows: &mut Vec<Row>, now: Millis) {
    for step in &STEPS {
        loop {
            let is_old = |row: &&Row| row.at < step.before(now) && step.levels().contains(&row.level);
            let mut old: Vec<Row> = rows.iter().filter(is_old).cloned().collect();
            old.sort_by_key(|row| row.at);
            old.truncate(ROWS_AT_ONCE);
            let Some(merged) = step.merge(&old, &format!("bench-{}-{}", step.to, rows.len())) else { break };
            rows.retain(|row| {
                !merged.replaced.iter().any(|(at, isolate)| row.at == *at && row.isolate == *isolate)
            });
            rows.push(merged.row);
        }
    }
}

/// The rows with the names of questions, of which no two are alike.
fn insert_questions(records: &[Record], random: &mut Random) -> String {
    let mut rows: BTreeMap<_, Questions> = BTreeMap::new();
    for (n, record) in records.iter().enumerate() {
        // 32 digits, of which the first ones choose the sample.
        let name = format!("{:08x}{:024x}", random.next() << 1, random.next());
        if let Some(question) = Question::new(name, record) {
            rows.entry((record.at - record.at % QUESTIONS_MS, n as u64 % ISOLATES))
                .or_default()
                .add(question);
        }
    }
    let insert = |((at, isolate), questions): (_, Questions)| {
        let (level, count, json) = (questions.level(), questions.len(), quoted(&questions.to_json()));
        format!("INSERT INTO everchat_repeats VALUES ({at}, 'bench-{isolate}', {level}, {count}, {json});\n")
    };
    rows.into_iter().map(insert).collect()
}

/// The next multiple of a length of time.
fn next(at: Millis, every: Millis) -> Millis {
    at - at % every + every
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::traffic::Counter;

    #[test]
    fn a_month_is_kept_in_few_rows_and_has_every_request() {
        let sql = statements(10_000, 1_800_000_000_000);
        let rows: Vec<&str> = sql.lines().filter(|line| line.contains("everchat_traffic VALUES")).collect();
        assert!(rows.len() < 300, "{} rows", rows.len());
        let mut all = Sums::default();
        for row in &rows {
            all.merge(&row.split('\'').nth(3).and_then(Sums::from_json).unwrap());
        }
        assert_eq!(all.by_key().values().map(|sum| sum[Counter::Requests]).sum::<u64>(), 10_000);
        let longest = sql.lines().map(str::len).max().unwrap_or_default();
        assert!(longest < 100_000, "D1 takes statements of 100 kB, and one has {longest}");
    }
}
