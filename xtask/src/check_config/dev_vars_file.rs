//! The rules for `.dev.vars`.

use super::{fault::Fault, variables};
use crate::dev_vars::DevVars;
use gateway::settings::{Problem, SettingError, Settings};

/// Everything that is wrong in it.
pub(super) fn faults(vars: &DevVars) -> Vec<Fault> {
    if let Some(why) = &vars.unreadable {
        return vec![Fault::new(".dev.vars", why.clone(), "write each setting as NAME=value")];
    }
    let unknown =
        vars.names().filter_map(|name| variables::unknown_setting(name, &format!(".dev.vars: {name}")));
    let (settings, mut errors) = Settings::read_valid(&|name| vars.get(name));
    let quoted = settings.quoted.iter().map(|&name| SettingError { name, problem: Problem::Quoted });
    errors.extend(quoted.filter(|quoted| !errors.contains(quoted)).collect::<Vec<_>>());
    let bad = errors
        .iter()
        .map(|error| Fault::new(format!(".dev.vars: {}", error.name), error.to_string(), "change it"));
    unknown.chain(bad).collect()
}
