//! The rules, over the files' texts alone.

use super::{
    Fault,
    keys::{BINDINGS, NOT_INHERITED, SUPPORTED, TOP_ONLY},
};
use crate::dev_vars::DevVars;
use gateway::settings::{Settings, names};
use toml::{Table, Value};

/// What Pages calls its environments.
const ENVIRONMENTS: [&str; 2] = ["production", "preview"];
/// Since when what the Function uses is there: `request.signal`, and streams as it pipes them.
const OLDEST_DATE: &str = "2025-06-01";
const FLAG: &str = "enable_request_signal";
/// A project's name is a part of its address.
const MOST_NAME: usize = 58;

pub(super) fn of_wrangler_toml(text: &str) -> Vec<Fault> {
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let what = format!("line {line} cannot be read: {}", error.message());
            return vec![Fault::new("wrangler.toml", what, "write it as TOML: https://toml.io")];
        }
    };
    let mut faults = top(&table);
    let none = Table::new();
    let envs = table.get("env").and_then(Value::as_table).unwrap_or(&none);
    for (name, _) in envs.iter().filter(|(name, _)| !ENVIRONMENTS.contains(&name.as_str())) {
        let what = "Pages knows no such environment";
        faults.push(Fault::new(format!("env.{name}"), what, "use env.production and env.preview"));
    }
    faults.extend(scope("local", &table, ""));
    for name in ENVIRONMENTS {
        let Some(own) = envs.get(name).and_then(Value::as_table) else {
            let what = "it is missing, so it gets what is meant for this machine";
            faults.push(Fault::new(format!("env.{name}"), what, format!("add [env.{name}], with vars")));
            continue;
        };
        faults.extend(environment(name, own, &table));
    }
    faults.extend(apart(envs));
    faults
}

fn top(table: &Table) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |place: &str, what: &str, fix: &str| faults.push(Fault::new(place, what, fix));
    let text = |name: &str| table.get(name).and_then(Value::as_str);
    let is_name = |name: &str| {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        name.bytes().all(is_plain)
            && !name.starts_with('-')
            && !name.ends_with('-')
            && name.len() <= MOST_NAME
    };
    match text("name") {
        None | Some("") => add("name", "it is missing", "name the Pages project: name = \"everchat\""),
        Some(name) if !is_name(name) => {
            add(
                "name",
                "it cannot be a part of an address",
                "use small letters, digits and dashes, 58 at most",
            );
        }
        Some(_) => {}
    }
    match text("pages_build_output_dir") {
        None => add("pages_build_output_dir", "it is missing", "pages_build_output_dir = \"dist\""),
        Some("dist" | "./dist") => {}
        Some(_) => {
            add("pages_build_output_dir", "the build is put elsewhere", "pages_build_output_dir = \"dist\"");
        }
    }
    match text("compatibility_date") {
        Some(date) if is_date(date) && date >= OLDEST_DATE => {}
        Some(date) if is_date(date) => {
            add("compatibility_date", "it is too old for what the Function uses", "set it to a newer date");
        }
        _ => add("compatibility_date", "it is missing, or no date", "compatibility_date = \"2026-10-01\""),
    }
    let flags = table.get("compatibility_flags").and_then(Value::as_array);
    if !flags.is_some_and(|flags| flags.iter().any(|flag| flag.as_str() == Some(FLAG))) {
        let what = "enable_request_signal is missing: the Function would not hear that a visitor has left";
        add("compatibility_flags", what, "compatibility_flags = [\"enable_request_signal\"]");
    }
    if table.contains_key("ai") {
        let what = "the binding is remote: without a network, a development server could not start";
        add("ai", what, "bind it in env.production and env.preview only");
    }
    faults
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() })
}

/// What may be wrong in any of the three places.
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
    faults.extend(vars(environment, table.get("vars"), &place("vars")));
    for (binding, key) in BINDINGS {
        faults.extend(bound(binding, key, table, prefix));
    }
    faults
}

fn vars(environment: &str, vars: Option<&Value>, place: &str) -> Vec<Fault> {
    let Some(vars) = vars.and_then(Value::as_table) else {
        let fix = format!("add vars = {{ ENVIRONMENT = \"{environment}\" }}");
        return vec![Fault::new(place, "it is missing, so the site does not know which one it is", fix)];
    };
    let mut faults = Vec::new();
    if vars.get("ENVIRONMENT").and_then(Value::as_str) != Some(environment) {
        let fix = format!("ENVIRONMENT = \"{environment}\"");
        faults.push(Fault::new(format!("{place}.ENVIRONMENT"), "it says another environment", fix));
    }
    for (name, value) in vars {
        let place = format!("{place}.{name}");
        if is_secret(name) {
            let fix = format!("take it out, make a new one, and `npx wrangler pages secret put {name}`");
            faults.push(Fault::new(place, "a secret stands in a file that is committed", fix));
        } else if let Some(fault) = known(name, &place) {
            faults.push(fault);
        } else if !value.is_str() {
            faults.push(Fault::new(place, "it is no text, so the site does not see it", "put it in quotes"));
        }
    }
    let lookup = |name: &str| vars.get(name).and_then(Value::as_str).map(str::to_owned);
    let (_, errors) = Settings::read_valid(&lookup);
    let bad = errors.iter().filter(|error| vars.contains_key(error.name) && !is_secret(error.name));
    faults.extend(
        bad.map(|error| Fault::new(format!("{place}.{}", error.name), error.to_string(), "change it")),
    );
    faults
}

fn is_secret(name: &str) -> bool {
    name != "TURNSTILE_SITE_KEY"
        && ["_TOKEN", "_KEY", "_CODE", "_SECRET"].iter().any(|end| name.ends_with(end))
}

/// A setting that nobody reads, and the one that may have been meant.
fn known(name: &str, place: &str) -> Option<Fault> {
    if names().any(|known| known == name) {
        return None;
    }
    let nearest = names().map(|known| (distance(name, known), known)).min();
    let meant = nearest.filter(|(letters, _)| *letters < 5).map(|(_, known)| known);
    let fix = meant.map_or_else(|| "take it out".to_owned(), |known| format!("{known}, perhaps?"));
    Some(Fault::new(place, "there is no such setting", fix))
}

/// How many letters must be put in, taken out or changed (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (place, b) in other.bytes().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

/// A binding, where it stands, is complete.
fn bound(binding: &str, key: &str, table: &Table, prefix: &str) -> Option<Fault> {
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
    (key == "d1_databases" && !is_id).then(|| {
        let fix = "put the id there that `npx wrangler d1 create everchat-counts` told";
        Fault::new(format!("{place}.database_id"), "it is missing, or an example", fix)
    })
}

fn environment(name: &str, own: &Table, top: &Table) -> Vec<Fault> {
    let prefix = format!("env.{name}.");
    let mut faults = Vec::new();
    // Where it sets none of them, it gets all that is at the top, with this machine's name for itself.
    let lost = NOT_INHERITED
        .iter()
        .filter(|key| **key != "vars" && top.contains_key(**key) && !own.contains_key(**key));
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

/// What one environment binds and the other does not.
fn apart(envs: &Table) -> Vec<Fault> {
    let has = |name: &str, key: &str| envs.get(name).and_then(|env| env.get(key)).is_some();
    let pair = |key: &&str| {
        let [production, preview] = ENVIRONMENTS.map(|name| has(name, key));
        (production != preview).then_some(if production { "preview" } else { "production" })
    };
    // Previews may do without exact limits, and without anything that costs.
    let keys = NOT_INHERITED.iter().filter(|key| !matches!(**key, "d1_databases" | "kv_namespaces" | "vars"));
    keys.filter_map(|key| {
        let without = pair(key)?;
        let what = "the other environment has it: a preview would not show what production does";
        Some(Fault::new(format!("env.{without}.{key}"), what, "add it, or take it out of the other"))
    })
    .collect()
}

/// The settings of this machine.
pub(super) fn of_dev_vars(vars: &DevVars) -> Vec<Fault> {
    if let Some(why) = &vars.unreadable {
        return vec![Fault::new(".dev.vars", why.clone(), "write each setting as NAME=value")];
    }
    let unknown = vars.names().filter_map(|name| known(name, &format!(".dev.vars: {name}")));
    let (_, errors) = Settings::read_valid(&|name| vars.get(name));
    let bad = errors
        .iter()
        .map(|error| Fault::new(format!(".dev.vars: {}", error.name), error.to_string(), "change it"));
    unknown.chain(bad).collect()
}

#[cfg(test)]
mod tests;
