//! The bindings of an environment.

use super::{fault::Fault, keys::BINDINGS};
use toml::{Table, Value};

/// What is wrong in the bindings that the site knows.
pub(super) fn faults(table: &Table, prefix: &str) -> Vec<Fault> {
    BINDINGS.iter().filter_map(|(binding, key)| incomplete(binding, key, table, prefix)).collect()
}

/// A fault if a binding is there and not complete.
fn incomplete(binding: &str, key: &str, table: &Table, prefix: &str) -> Option<Fault> {
    let place = format!("{prefix}{key}");
    let value = table.get(key)?;
    let entries: Vec<&Table> = match value {
        Value::Table(entry) => vec![entry],
        Value::Array(entries) => entries.iter().filter_map(Value::as_table).collect(),
        _ => return Some(Fault::new(place, "it is no table", "look at the example in wrangler.toml")),
    };
    let Some(entry) =
        entries.iter().find(|entry| entry.get("binding").and_then(Value::as_str) == Some(binding))
    else {
        let what = format!("nothing in it is bound as {binding}, which is the name that the site looks for");
        return Some(Fault::new(place, what, format!("binding = \"{binding}\"")));
    };
    let id = entry.get("database_id").and_then(Value::as_str).unwrap_or_default();
    let is_id = id.len() == 36 && id.bytes().any(|b| !matches!(b, b'0' | b'-'));
    // On this machine any id will do.
    (key == "d1_databases" && !prefix.is_empty() && !is_id).then(|| {
        let fix = "`cargo xtask setup` makes the database, and puts its id there";
        Fault::new(format!("{place}.database_id"), "it is missing, or an example", fix)
    })
}
