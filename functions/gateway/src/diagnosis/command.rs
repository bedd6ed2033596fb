//! Commands that fix something.

use wire::Environment;

/// The command that sets a secret. `None` on a developer's machine: `.dev.vars` is a file, and needs no command.
pub(super) fn set_secret(environment: Environment, name: &str) -> Option<String> {
    match environment {
        Environment::Local => None,
        Environment::Preview => Some(format!("npx wrangler pages secret put {name} --env preview")),
        Environment::Production => Some(format!("npx wrangler pages secret put {name}")),
    }
}
