//! The database of the deployed site, in the text of `wrangler.toml`.

use toml::{Table, Value};

/// What setup calls the database.
pub(super) const NAME: &str = "everchat";
/// The name that the site looks for.
const BINDING: &str = "DB";

/// Whether production has its database.
pub(super) fn is_bound(wrangler_toml: &str) -> bool {
    let table = wrangler_toml.parse::<Table>().unwrap_or_default();
    let databases = table.get("env").and_then(|env| env.get("production")?.get("d1_databases")?.as_array());
    let is_ours = |database: &Value| database.get("binding").and_then(Value::as_str) == Some(BINDING);
    databases.is_some_and(|databases| databases.iter().any(is_ours))
}

/// The text with production's database: in place of the example, if that is there, else at the end.
pub(super) fn bind(wrangler_toml: &str, id: &str) -> String {
    let binding = format!(
        "[[env.production.d1_databases]]\nbinding = \"{BINDING}\"\ndatabase_name = \"{NAME}\"\ndatabase_id = \"{id}\"\n"
    );
    let mut lines: Vec<&str> = wrangler_toml.lines().collect();
    match lines.iter().position(|line| line.starts_with("#[[env.production.d1_databases]]")) {
        Some(at) => {
            let example = lines[at..].iter().take_while(|line| line.starts_with('#')).count();
            lines.splice(at..at + example, binding.lines());
            lines.join("\n") + "\n"
        }
        None => format!("{}\n\n{binding}", wrangler_toml.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../../wrangler.toml");

    #[test]
    fn the_example_gives_way_to_the_database_and_without_one_it_comes_last() {
        assert!(!is_bound(OURS));
        let bound = bind(OURS, "0123");
        assert!(is_bound(&bound) && !bound.contains("#[[env.production.d1"), "{bound}");
        let without_example = "name = \"a\"\n[env.production]\nvars = {}\n";
        assert!(is_bound(&bind(without_example, "0123")));
        assert!(!is_bound("[["));
    }
}
