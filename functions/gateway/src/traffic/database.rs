//! The statements for the tables of [`crate::database`]. Each takes one parameter, a text in JSON.

use super::{
    compaction::{Merged, Step},
    query::{Cursor, RequestsQuery},
    recorder::Batch,
    repeats::{Questions, level_to_read},
    row::Row,
    schedule::{LOOK_BACK_MS, Recent},
    sums::Sums,
};
use crate::time::{DAY_MS, MINUTE_MS, Millis};
use serde_json::{Value, json};
use wire::{tolerant, traffic::Record};

/// A statement and its parameter.
pub type Statement = (&'static str, String);

/// Asks how much all isolates have written lately.
pub fn read_recent(now: Millis) -> Statement {
    const SQL: &str = "SELECT count(*) AS writes, count(DISTINCT isolate) AS isolates FROM everchat_traffic \
        WHERE at > (?1->>'since') AND level = 0";
    (SQL, json!({ "since": now.saturating_sub(LOOK_BACK_MS) }).to_string())
}

/// The answer to [`read_recent`].
pub fn recent(rows: &[Value]) -> Option<Recent> {
    let number = |name: &str| u32::try_from(rows.first()?[name].as_u64()?).ok();
    Some(Recent { isolates: number("isolates")?, writes: number("writes")? })
}

/// Writes what an isolate has seen. A batch that is there already is left alone.
pub fn write(batch: &Batch, isolate: &str) -> Vec<Statement> {
    const SUMS: &str = "INSERT OR IGNORE INTO everchat_traffic (at, isolate, level, first_minute, last_minute, sums) \
        SELECT ?1->>'at', ?1->>'isolate', ?1->>'level', ?1->>'first', ?1->>'last', ?1->>'sums'";
    const RECORDS: &str = "INSERT OR IGNORE INTO everchat_requests (at, isolate, count, records) \
        SELECT ?1->>'at', ?1->>'isolate', ?1->>'count', ?1->>'records'";
    let row = Row { at: batch.at, isolate: isolate.to_owned(), level: 0, sums: batch.sums.clone() };
    // Whether a batch is there already is known by its sums, so they come after its questions.
    let mut statements = write_questions(batch, isolate);
    statements.push((SUMS, row_json(&row).to_string()));
    if !batch.records.is_empty() {
        let records = serde_json::to_string(&batch.records).unwrap_or_default();
        let count = batch.records.len();
        let row = json!({ "at": batch.at, "isolate": isolate, "count": count, "records": records });
        statements.push((RECORDS, row.to_string()));
    }
    statements
}

/// An isolate's questions of some minutes are one row, to which each write adds. So few rows are written to delete them.
const QUESTIONS_MS: Millis = 5 * MINUTE_MS;

fn write_questions(batch: &Batch, isolate: &str) -> Vec<Statement> {
    const SQL: &str = "INSERT INTO everchat_repeats (at, isolate, level, count, questions) \
        SELECT ?1->>'row', ?1->>'isolate', ?1->>'level', ?1->>'count', ?1->>'questions' \
        WHERE NOT EXISTS (SELECT 1 FROM everchat_traffic WHERE at = ?1->>'at' AND isolate = ?1->>'isolate') \
        ON CONFLICT (at, isolate) DO UPDATE SET level = max(level, excluded.level), \
        count = count + excluded.count, questions = questions || ',' || excluded.questions";
    let questions = &batch.questions;
    if questions.is_empty() {
        return Vec::new();
    }
    let row = json!({
        "row": batch.at - batch.at % QUESTIONS_MS, "at": batch.at, "isolate": isolate,
        "level": questions.level(), "count": questions.len(), "questions": questions.to_json(),
    });
    vec![(SQL, row.to_string())]
}

/// Asks how many questions there are of a time, and of which level.
pub fn count_questions(from: Millis) -> Statement {
    const SQL: &str = "SELECT coalesce(sum(count), 0) AS count, coalesce(max(level), 0) AS level \
        FROM everchat_repeats WHERE at >= (?1->>'from')";
    // A row may have questions that are minutes older or newer than it.
    (SQL, json!({ "from": from.saturating_sub(QUESTIONS_MS) }).to_string())
}

/// The answer to [`count_questions`]: the level at which the questions are to be read.
pub fn level_of_questions(rows: &[Value]) -> Option<u32> {
    let row = rows.first()?;
    Some(level_to_read(row["count"].as_u64()?, u32::try_from(row["level"].as_u64()?).ok()?))
}

/// Asks for the questions of a time, of those whose names begin with so many zero bits: one row, since thousands would take
/// longer to read than what is in them.
pub fn read_questions(from: Millis, level: u32) -> Statement {
    const SQL: &str = "SELECT group_concat(value) AS questions \
        FROM everchat_repeats, json_each('[' || everchat_repeats.questions || ']') \
        WHERE everchat_repeats.at >= (?1->>'from') AND value->>0 < (?1->>'end')";
    // Names are of hexadecimal digits, all of which come before a g.
    let end = if level == 0 { "g".to_owned() } else { format!("{:08x}", 1_u32 << (32 - level)) };
    (SQL, json!({ "from": from.saturating_sub(QUESTIONS_MS), "end": end }).to_string())
}

/// The answer to [`read_questions`].
pub fn questions(rows: &[Value], level: u32) -> Questions {
    let json = rows.first().and_then(|row| row["questions"].as_str()).unwrap_or_default();
    Questions::from_json(json, level)
}

/// Deletes the questions that are older than a day.
pub fn delete_old_questions(now: Millis) -> Statement {
    const SQL: &str = "DELETE FROM everchat_repeats WHERE at < (?1->>'before')";
    (SQL, json!({ "before": now.saturating_sub(DAY_MS + QUESTIONS_MS) }).to_string())
}

fn row_json(row: &Row) -> Value {
    let (first, last) = row.sums.minutes().unwrap_or_default();
    json!({
        "at": row.at, "isolate": row.isolate, "level": row.level, "first": first, "last": last,
        "sums": row.sums.to_json(),
    })
}

/// Asks for the rows with sums of a time. A row holds no minute after it was written.
pub fn read_sums(from: Millis, to: Millis) -> Statement {
    const SQL: &str = "SELECT at, isolate, level, sums FROM everchat_traffic WHERE at >= (?1->>'from') \
        AND last_minute >= (?1->>'first') AND first_minute < (?1->>'end')";
    let minutes = json!({ "from": from, "first": from / MINUTE_MS, "end": to.div_ceil(MINUTE_MS) });
    (SQL, minutes.to_string())
}

/// Asks for the rows that a step of the compaction may put together.
pub fn read_old(step: &Step, now: Millis) -> Statement {
    const SQL: &str = "SELECT at, isolate, level, sums FROM everchat_traffic \
        WHERE at < (?1->>'before') AND level BETWEEN (?1->>'from') AND (?1->>'to') ORDER BY at LIMIT 500";
    let levels = step.levels();
    (SQL, json!({ "before": step.before(now), "from": levels.start(), "to": levels.end() }).to_string())
}

/// The answer to [`read_sums`] or [`read_old`]. Rows that cannot be read are left out.
pub fn rows(rows: &[Value]) -> Vec<Row> {
    let row = |value: &Value| {
        Some(Row {
            at: value["at"].as_u64()?,
            isolate: value["isolate"].as_str()?.to_owned(),
            level: u8::try_from(value["level"].as_u64()?).ok()?,
            sums: Sums::from_json(value["sums"].as_str()?)?,
        })
    };
    rows.iter().filter_map(row).collect()
}

/// Puts one row in place of others, as one transaction. If somebody else was faster, it changes nothing.
pub fn replace(merged: &Merged) -> [Statement; 2] {
    const INSERT: &str = "INSERT OR IGNORE INTO everchat_traffic (at, isolate, level, first_minute, last_minute, sums) \
        SELECT ?1->>'at', ?1->>'isolate', ?1->>'level', ?1->>'first', ?1->>'last', ?1->>'sums' \
        WHERE (SELECT count(*) FROM everchat_traffic AS have JOIN json_each(?1, '$.replaced') AS want \
        ON have.at = want.value->>0 AND have.isolate = want.value->>1) = json_array_length(?1, '$.replaced')";
    const DELETE: &str = "DELETE FROM everchat_traffic \
        WHERE (at, isolate) IN (SELECT value->>0, value->>1 FROM json_each(?1, '$.replaced')) \
        AND EXISTS (SELECT 1 FROM everchat_traffic WHERE at = ?1->>'at' AND isolate = ?1->>'isolate')";
    let mut parameter = row_json(&merged.row);
    parameter["replaced"] = json!(merged.replaced);
    let parameter = parameter.to_string();
    [(INSERT, parameter.clone()), (DELETE, parameter)]
}

/// Deletes single requests that are older than some days, and the oldest beyond a number of them.
pub fn delete_old_requests(days: u64, most: u64, now: Millis) -> Statement {
    const SQL: &str = "DELETE FROM everchat_requests WHERE at < (?1->>'before') OR (at, isolate) IN \
        (SELECT at, isolate FROM (SELECT at, isolate, sum(count) OVER (ORDER BY at DESC, isolate DESC) AS newer \
        FROM everchat_requests) WHERE newer > (?1->>'most'))";
    (SQL, json!({ "before": now.saturating_sub(days * DAY_MS), "most": most }).to_string())
}

/// Asks for single requests, the newest first, and for one more than are wanted.
pub fn read_requests(query: &RequestsQuery) -> Statement {
    const SQL: &str = "SELECT one.value AS record FROM everchat_requests, json_each(everchat_requests.records) AS one \
        WHERE (?1->>'id' IS NULL OR one.value->>'request_id' = ?1->>'id') \
        AND (?1->>'outcome' IS NULL OR one.value->>'outcome' = ?1->>'outcome') \
        AND (?1->>'provider' IS NULL OR EXISTS (SELECT 1 FROM json_each(one.value, '$.attempts') AS attempt \
            WHERE attempt.value->>'provider' = ?1->>'provider')) \
        AND (?1->>'at' IS NULL OR one.value->>'at' < ?1->>'at' \
            OR (one.value->>'at' = ?1->>'at' AND one.value->>'request_id' < ?1->>'after')) \
        ORDER BY one.value->>'at' DESC, one.value->>'request_id' DESC LIMIT (?1->>'limit')";
    let (at, after) = match &query.before {
        Some(Cursor { at, request_id }) => (Some(wire::time::timestamp_ms(*at)), request_id.as_str()),
        None => (None, ""),
    };
    let parameter = json!({
        "id": query.id, "outcome": query.outcome, "provider": query.provider, "at": at, "after": after,
        "limit": query.limit + 1,
    });
    (SQL, parameter.to_string())
}

/// The answer to [`read_requests`]. Records of a version that cannot be read are left out.
pub fn records(rows: &[Value]) -> Vec<Record> {
    rows.iter().filter_map(|row| Record::read(&tolerant::parse(row["record"].as_str()?)?)).collect()
}
