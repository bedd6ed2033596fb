//! Statements for the tables of the database, to be run as a script.

use crate::{paths, wrangler::wrangler};
use anyhow::Result;
use gateway::{
    database::{CREATE_SCHEMA, migrations},
    traffic::{Record, Row},
};
use std::{fmt::Write as _, fs, path::Path};

/// Creates the tables that are missing.
pub(super) fn create_tables() -> String {
    let mut sql = format!("{CREATE_SCHEMA};\n");
    for statement in migrations(0).unwrap_or_default() {
        let _ = writeln!(sql, "{statement};");
    }
    sql
}

/// Adds a row of sums; nothing if it has none.
pub(super) fn insert_sums(row: &Row) -> String {
    let Row { at, isolate, level, sums } = row;
    sums.minutes().map_or_else(String::new, |(first, last)| {
        let sums = quoted(&sums.to_json());
        format!(
            "INSERT INTO everchat_traffic VALUES ({at}, '{isolate}', {level}, {first}, {last}, {sums});\n"
        )
    })
}

/// Adds a row of single requests.
pub(super) fn insert_requests(at: u64, isolate: &str, records: &[&Record]) -> String {
    let json = quoted(&serde_json::to_string(records).unwrap_or_default());
    format!("INSERT INTO everchat_requests VALUES ({at}, '{isolate}', {}, {json});\n", records.len())
}

/// A text in a statement.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Runs a script in the local database of the site in a folder.
pub(super) fn run(site: &Path, sql: &str) -> Result<()> {
    let file = paths::target()?.join("traffic.sql");
    fs::write(&file, sql)?;
    let mut command = wrangler(None)?;
    command.current_dir(site).args(["d1", "execute", "DB", "--local", "--yes", "--file"]).arg(&file);
    crate::process::output(&mut command).map(drop)
}
