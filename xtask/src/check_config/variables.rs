//! The variables of an environment.

use super::fault::Fault;
use gateway::settings::{Settings, names};
use toml::Value;

/// What is wrong in `vars`.
pub(super) fn faults(environment: &str, vars: Option<&Value>, place: &str) -> Vec<Fault> {
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
        } else if let Some(fault) = unknown_setting(name, &place) {
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

/// Whether a name is that of a secret. The key of a Turnstile site is public; whoever knows a webhook's address may use it.
fn is_secret(name: &str) -> bool {
    name != "TURNSTILE_SITE_KEY"
        && ["_TOKEN", "_KEY", "_CODE", "_SECRET", "_WEBHOOK_URL"].iter().any(|end| name.ends_with(end))
}

/// A fault if the site reads no setting of this name, with the one that may have been meant.
pub(super) fn unknown_setting(name: &str, place: &str) -> Option<Fault> {
    if names().any(|known| known == name) {
        return None;
    }
    let nearest = names().map(|known| (strsim::levenshtein(name, known), known)).min();
    let meant = nearest.filter(|(edits, _)| *edits < 5).map(|(_, known)| known);
    let fix = meant.map_or_else(|| "take it out".to_owned(), |known| format!("{known}, perhaps?"));
    Some(Fault::new(place, "there is no such setting", fix))
}
