//! The environments of `wrangler.toml`: local at the top, and what Pages deploys as production and preview.

use super::{
    bindings,
    fault::Fault,
    keys::{NOT_INHERITED, SUPPORTED, TOP_ONLY},
    variables,
};
use toml::{Table, Value};

/// The names that Pages knows.
const ENVIRONMENTS: [&str; 2] = ["production", "preview"];

/// What is wrong in any of the environments, or between them.
pub(super) fn faults(table: &Table) -> Vec<Fault> {
    let mut faults = Vec::new();
    let none = Table::new();
    let envs = table.get("env").and_then(Value::as_table).unwrap_or(&none);
    for (name, _) in envs.iter().filter(|(name, _)| !ENVIRONMENTS.contains(&name.as_str())) {
        let what = "Pages knows no such environment";
        faults.push(Fault::new(format!("env.{name}"), what, "use env.production and env.preview"));
    }
    faults.extend(scope("local", table, ""));
    for name in ENVIRONMENTS {
        let Some(own) = envs.get(name).and_then(Value::as_table) else {
            let what = "it is missing, so it gets what is meant for this machine";
            faults.push(Fault::new(format!("env.{name}"), what, format!("add [env.{name}], with vars")));
            continue;
        };
        faults.extend(environment(name, own, table));
    }
    faults.extend(differences(envs));
    faults
}

/// What may be wrong in each of them.
fn scope(environment: &str, table: &Table, prefix: &str) -> Vec<Fault> {
    let place = |key: &str| format!("{prefix}{key}");
    let mut faults = Vec::new();
    for key in table.keys().map(String::as_str) {
        if !SUPPORTED.contains(&key) {
            let fix = "take it out: it is a Worker's, not a Pages project's";
            faults.push(Fault::new(place(key), "Pages does not know it", fix));
        } else if !prefix.is_empty() && TOP_ONLY.contains(&key) {
            faults.push(Fault::new(place(key), "it may only stand at the top", "move it there"));
        }
    }
    faults.extend(variables::faults(environment, table.get("vars"), &place("vars")));
    faults.extend(bindings::faults(table, prefix));
    faults
}

/// What is wrong in an environment that is deployed.
fn environment(name: &str, own: &Table, top: &Table) -> Vec<Fault> {
    let prefix = format!("env.{name}.");
    let mut faults = Vec::new();
    // An environment that sets none of these keys inherits all of them, even the local name of the environment. The
    // database at the top is this machine's, and a site does without one.
    let lost = NOT_INHERITED
        .iter()
        .filter(|key| !matches!(**key, "vars" | "d1_databases"))
        .filter(|key| top.contains_key(**key) && !own.contains_key(**key));
    let sets_some = NOT_INHERITED.iter().any(|key| own.contains_key(*key));
    if sets_some {
        faults.extend(lost.map(|key| {
            let what = "it is at the top, and not inherited, since this environment sets others of its kind";
            Fault::new(format!("{prefix}{key}"), what, "repeat it here")
        }));
    }
    faults.extend(scope(name, own, &prefix));
    faults
}

/// What one deployed environment binds and the other does not.
fn differences(envs: &Table) -> Vec<Fault> {
    let has = |name: &str, key: &str| envs.get(name).and_then(|env| env.get(key)).is_some();
    let pair = |key: &&str| {
        let [production, preview] = ENVIRONMENTS.map(|name| has(name, key));
        (production != preview).then_some(if production { "preview" } else { "production" })
    };
    // Previews may do without a database, and without anything that costs.
    let keys = NOT_INHERITED.iter().filter(|key| !matches!(**key, "d1_databases" | "kv_namespaces" | "vars"));
    keys.filter_map(|key| {
        let without = pair(key)?;
        let what = "the other environment has it: a preview would not show what production does";
        Some(Fault::new(format!("env.{without}.{key}"), what, "add it, or take it out of the other"))
    })
    .collect()
}
