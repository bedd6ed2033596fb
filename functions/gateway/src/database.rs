//! The tables of the D1 database `DB` (SQLite). Each version adds to the one before it, and every isolate brings the
//! database up to date before it uses it: there is nothing for the owner to run.

/// What each version adds. Statements may run twice, since two isolates may begin at once.
const MIGRATIONS: [&[&str]; 4] = [
    // 1: the counts of the limits. Their table is older than the table of versions.
    &["CREATE TABLE IF NOT EXISTS everchat_counts \
        (name TEXT PRIMARY KEY, until INTEGER NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID"],
    // 2: how visitors were served. A table without row ids has its key for its only index, so a row is one written row.
    &[
        "CREATE TABLE IF NOT EXISTS everchat_traffic \
        (at INTEGER, isolate TEXT, level INTEGER NOT NULL, first_minute INTEGER NOT NULL, \
        last_minute INTEGER NOT NULL, sums TEXT NOT NULL, PRIMARY KEY (at, isolate)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS everchat_requests \
        (at INTEGER, isolate TEXT, count INTEGER NOT NULL, records TEXT NOT NULL, PRIMARY KEY (at, isolate)) \
        WITHOUT ROWID",
    ],
    // 3: what the owner has been told, and when.
    &[
        "CREATE TABLE IF NOT EXISTS everchat_alerts (kind TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
    ],
    // 4: the names of the day's questions.
    &["CREATE TABLE IF NOT EXISTS everchat_repeats \
        (at INTEGER, isolate TEXT, level INTEGER NOT NULL, count INTEGER NOT NULL, questions TEXT NOT NULL, \
        PRIMARY KEY (at, isolate)) WITHOUT ROWID"],
];

/// Creates the table of versions.
pub const CREATE_SCHEMA: &str = "CREATE TABLE IF NOT EXISTS everchat_schema (version INTEGER PRIMARY KEY)";

/// Reads the database's version, as one row of `version`; 0 if it has none.
pub const READ_VERSION: &str = "SELECT coalesce(max(version), 0) AS version FROM everchat_schema";

/// The statements that bring a database of a version up to date, to run as one transaction.
///
/// # Errors
/// A newer Everchat has changed the tables.
pub fn migrations(version: u64) -> Result<Vec<String>, NewerSchema> {
    let missing = MIGRATIONS.iter().enumerate().skip(usize::try_from(version).unwrap_or(usize::MAX));
    if version > MIGRATIONS.len() as u64 {
        return Err(NewerSchema);
    }
    Ok(missing
        .flat_map(|(at, statements)| {
            let done = format!("INSERT OR IGNORE INTO everchat_schema (version) VALUES ({})", at + 1);
            statements.iter().map(|statement| (*statement).to_owned()).chain([done])
        })
        .collect())
}

/// The database has tables of a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewerSchema;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_gets_what_its_version_lacks_and_a_newer_one_is_left_alone() {
        let all = migrations(0).unwrap();
        assert_eq!(
            all.iter().filter(|statement| statement.contains("everchat_schema")).count(),
            MIGRATIONS.len()
        );
        assert_eq!(migrations(1).unwrap(), all[2..]);
        let newest = MIGRATIONS.len() as u64;
        assert!(migrations(newest).unwrap().is_empty());
        assert_eq!(migrations(newest + 1), Err(NewerSchema));
    }
}
