//! Exact counts, in a D1 database (SQLite). One statement takes from all counts or from none, and the database runs
//! one at a time, so no limit is ever passed.

use super::{Count, Over};
use serde_json::Value;

/// Makes the table. Run once by each isolate.
pub const MAKE: &str = "CREATE TABLE IF NOT EXISTS everchat_counts \
    (name TEXT PRIMARY KEY, until INTEGER NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID";

/// Forgets what is past; `?1` is now, in milliseconds since 1970. Run once by each isolate.
pub const FORGET: &str = "DELETE FROM everchat_counts WHERE until <= ?1";

/// Takes from the counts, which are `?1` in JSON. It gives a row for each only if it took.
pub const TAKE: &str = "INSERT INTO everchat_counts (name, until, count) \
    SELECT value->>'name', value->>'until', value->>'amount' FROM json_each(?1) \
    WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) AS want \
    LEFT JOIN everchat_counts AS have ON have.name = want.value->>'name' \
    WHERE coalesce(have.count, 0) + (want.value->>'amount') > (want.value->>'most')) \
    ON CONFLICT (name) DO UPDATE SET count = count + excluded.count RETURNING name";

/// What the counts in `?1` are, as rows of `name` and `count`.
pub const READ: &str = "SELECT name, count FROM everchat_counts \
    WHERE name IN (SELECT value->>'name' FROM json_each(?1))";

/// Gives back to the counts in `?1`.
pub const GIVE_BACK: &str = "UPDATE everchat_counts SET count = max(0, count - \
    (SELECT value->>'amount' FROM json_each(?1) WHERE value->>'name' = everchat_counts.name)) \
    WHERE name IN (SELECT value->>'name' FROM json_each(?1))";

/// The counts, for `?1`.
pub fn parameter(counts: &[Count]) -> String {
    serde_json::to_string(counts).unwrap_or_default()
}

/// What the answers to [`TAKE`] and [`READ`], run together, say. `None` if they cannot be read.
pub fn read(answers: &str, counts: &[Count]) -> Option<Result<(), Over>> {
    let answers: Value = serde_json::from_str(answers).ok()?;
    let rows = |at: usize| answers.get(at)?.get("results")?.as_array();
    if !rows(0)?.is_empty() {
        return Some(Ok(()));
    }
    let sum = |count: &Count| {
        let row = rows(1)?.iter().find(|row| row["name"] == count.name.as_str())?;
        row["count"].as_u64()
    };
    let over = counts.iter().find(|count| sum(count).unwrap_or(0) + count.amount > count.most)?;
    Some(Err(Over { limit: over.limit, until: over.until }))
}
