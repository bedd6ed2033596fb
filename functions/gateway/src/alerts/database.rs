//! The statements for the table `everchat_alerts` of [`crate::database`].

use super::table::{Change, Table};
use crate::time::Millis;
use serde_json::Value;

/// Reads the table, as rows of `kind` and `at`.
pub const READ: &str = "SELECT kind, at FROM everchat_alerts";

/// Makes the changes in `?1`, a list in JSON, each only if it may be made. Returns a row for each that was made.
/// The database runs one statement at a time, so of several isolates one gets a claim.
pub const CHANGE: &str = "INSERT INTO everchat_alerts (kind, at) \
    SELECT value->>'name', value->>'at' FROM json_each(?1) WHERE true \
    ON CONFLICT (kind) DO UPDATE SET at = excluded.at \
    WHERE everchat_alerts.at <= (SELECT value->>'over' FROM json_each(?1) \
    WHERE value->>'name' = everchat_alerts.kind) RETURNING kind";

/// The answer to [`READ`]. Rows that cannot be read are left out.
pub fn table(rows: &[Value]) -> Table {
    let row = |row: &Value| -> Option<(String, Millis)> {
        Some((row["kind"].as_str()?.to_owned(), row["at"].as_u64()?))
    };
    Table::new(rows.iter().filter_map(row).collect())
}

/// The changes in JSON, for [`CHANGE`].
pub fn parameter(changes: &[Change]) -> String {
    serde_json::to_string(changes).unwrap_or_default()
}

/// The answer to [`CHANGE`]: the names of the rows that were changed.
pub fn made(rows: &[Value]) -> Vec<String> {
    rows.iter().filter_map(|row| row["kind"].as_str()).map(str::to_owned).collect()
}
