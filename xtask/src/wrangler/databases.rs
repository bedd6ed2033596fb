//! The D1 databases of an account, through wrangler.

use super::command::{Account, wrangler};
use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;

/// The names and ids of the account's databases.
pub(crate) fn databases(account: Account<'_>) -> Result<Vec<(String, String)>> {
    let mut command = wrangler(account)?;
    let why = "wrangler could not list D1 databases; it takes Account · D1 · Edit";
    let list = process::output(command.args(["d1", "list", "--json"])).context(why)?;
    // A warning may come before the JSON.
    let json = list.find('[').and_then(|at| serde_json::from_str::<Value>(&list[at..]).ok()).context(why)?;
    let database =
        |value: &Value| Some((value["name"].as_str()?.to_owned(), value["uuid"].as_str()?.to_owned()));
    Ok(json.as_array().into_iter().flatten().filter_map(database).collect())
}

/// Creates a database. wrangler would offer to bind it, which setup does in its own place.
pub(crate) fn create_database(account: Account<'_>, name: &str) -> Result<()> {
    let mut command = wrangler(account)?;
    process::output(command.args(["d1", "create", name])).map(drop)
}
