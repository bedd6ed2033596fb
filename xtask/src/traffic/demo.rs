//! A week that never was, in the database of this machine: visitors by day and night, a provider whose evening was bad, an
//! allowance that was used up. It is marked, and the page says so.

use crate::{paths, progress::step, wrangler::wrangler};
use anyhow::Result;
use gateway::{
    database::{CREATE_SCHEMA, migrations},
    time::{DAY_MS, HOUR_MS, Millis},
    traffic::{Client, Ending, Record, Sums, Tokens},
};
use std::{fmt::Write as _, fs};
use wire::{Attempt, Outcome, ProviderId};

/// Deletes what was made up before.
const DELETE: &str = "DELETE FROM everchat_traffic WHERE isolate LIKE 'demo-%';\n\
    DELETE FROM everchat_requests WHERE isolate LIKE 'demo-%';\n";

/// The statements that make the week up anew, or take it away.
pub(super) fn statements(is_wanted: bool, now: Millis) -> String {
    let mut sql = format!("{CREATE_SCHEMA};\n");
    for statement in migrations(0).unwrap_or_default() {
        let _ = writeln!(sql, "{statement};");
    }
    sql.push_str(DELETE);
    if is_wanted {
        sql.push_str(&week(now));
    }
    sql
}

/// Runs the statements in the database of this machine.
pub(super) fn change(is_wanted: bool, now: Millis) -> Result<()> {
    let file = paths::target()?.join("demo.sql");
    fs::write(&file, statements(is_wanted, now))?;
    step("writing into the database of this machine", || {
        let mut command = wrangler(None)?;
        command.args(["d1", "execute", "DB", "--local", "--yes", "--file"]).arg(&file);
        crate::process::output(&mut command).map(drop)
    })?;
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
        let Some((first, last)) = sums.minutes() else { continue };
        let kept: Vec<&Record> = records
            .iter()
            .enumerate()
            .filter(|(n, record)| record.is_notable() || n % 10 == 0)
            .map(|(_, record)| record)
            .take(200)
            .collect();
        let written = at + HOUR_MS - 1;
        let _ = writeln!(
            sql,
            "INSERT INTO everchat_traffic VALUES ({written}, 'demo-{hour}', 0, {first}, {last}, {});",
            quoted(&sums.to_json())
        );
        let _ = writeln!(
            sql,
            "INSERT INTO everchat_requests VALUES ({written}, 'demo-{hour}', {}, {});",
            kept.len(),
            quoted(&serde_json::to_string(&kept).unwrap_or_default())
        );
    }
    sql
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A sequence of numbers, the same in each run (the generator of Knuth's MMIX).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn is_one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// A time that is mostly near `ms`, and sometimes much longer.
    fn time(&mut self, ms: u64) -> u32 {
        let tail = if self.is_one_in(20) { ms * self.below(6) } else { 0 };
        u32::try_from(ms / 2 + self.below(ms) + tail).unwrap_or(u32::MAX)
    }
}

/// Most come by day (UTC), fewest at night.
fn visitors(hour: u64, random: &mut Random) -> u64 {
    const BY_HOUR: [u64; 24] =
        [14, 10, 8, 8, 10, 16, 24, 34, 46, 58, 62, 64, 60, 66, 70, 68, 60, 54, 50, 46, 40, 34, 26, 20];
    BY_HOUR[usize::try_from(hour % 24).unwrap_or_default()] + random.below(16)
}

fn record(hour_at: Millis, hour: u64, random: &mut Random) -> Record {
    // On the third day Workers AI has no capacity for an evening, and on the fifth the day's neurons are gone at four.
    let is_bad_evening = (2 * 24 + 18..2 * 24 + 22).contains(&hour);
    let is_spent = (4 * 24 + 16..5 * 24).contains(&hour);
    let first = match () {
        () if is_bad_evening && !random.is_one_in(5) => Some(Outcome::Busy),
        () if is_spent => Some(Outcome::Quota),
        () if random.is_one_in(60) => Some(Outcome::Timeout),
        () => None,
    };
    let mut attempts = Vec::new();
    let mut waited = 0;
    if let Some(outcome) = first {
        let ms = if outcome == Outcome::Timeout { 10_000 } else { random.time(90) };
        waited = ms;
        let status = (outcome != Outcome::Timeout).then_some(429);
        attempts.push(Attempt {
            provider: ProviderId::WorkersAi,
            model: WORKERS_MODEL.to_owned(),
            outcome,
            status,
            ms,
        });
    }
    let serves = if first.is_none() {
        (ProviderId::WorkersAi, WORKERS_MODEL, 420)
    } else {
        (ProviderId::Gemini, GEMINI_MODEL, 680)
    };
    let (provider, model, speed) = serves;
    // In the bad evening the second provider is asked more than it takes.
    let fails = is_bad_evening && first.is_some() && random.is_one_in(9);
    let outcome = if fails { Outcome::RateLimited } else { Outcome::Served };
    let ms = random.time(speed);
    attempts.push(Attempt {
        provider,
        model: model.to_owned(),
        outcome,
        status: Some(if fails { 429 } else { 200 }),
        ms,
    });
    let words = waited + ms;
    let is_stream = !random.is_one_in(6);
    let ending = match random.below(40) {
        0 => Ending::Broken,
        1 | 2 => Ending::Left,
        _ => Ending::Whole,
    };
    Record {
        at: hour_at + random.below(HOUR_MS),
        request_id: format!("{:08x}-demo-4000-8000-{:012x}", random.next(), random.next()),
        client: if random.is_one_in(5) { Client::Api } else { Client::Page },
        is_stream,
        is_rescue: random.is_one_in(50),
        attempts,
        outcome,
        first_words_ms: (!fails).then_some(words),
        total_ms: if fails { words } else { words + random.time(4_000) },
        ending: (!fails).then_some(if is_stream { ending } else { Ending::Whole }),
        tokens: (!fails && !is_stream)
            .then(|| Tokens { input: 40 + random.below(900), output: 60 + random.below(700) }),
        is_from_cache: false,
        colo: Some(["HKG", "FRA", "SJC"][usize::try_from(random.below(3)).unwrap_or_default()].to_owned()),
    }
}

const WORKERS_MODEL: &str = "@cf/meta/llama-4-scout-17b-16e-instruct";
const GEMINI_MODEL: &str = "gemini-flash-latest";

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
