//! The Pages project of an account, through wrangler, which has the owner's login.

use super::command::{Account, wrangler};
use crate::{paths, process};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::{fs, process::Command};

/// The name of the project in `wrangler.toml`.
pub(crate) fn configured_name() -> Result<String> {
    let text = fs::read_to_string(paths::root()?.join("wrangler.toml"))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = "));
    name.map(|name| name.trim_matches('"').to_owned())
        .context("wrangler.toml names no project; --project does")
}

/// Creates a project, whose branch `main` is its production.
pub(crate) fn create(account: Account<'_>, name: &str) -> Result<()> {
    let mut command = wrangler(account)?;
    command.args(["pages", "project", "create", name, "--production-branch", "main", "--force"]);
    output(&mut command).map(drop)
}

/// Sets secrets of a project. wrangler reads them from stdin, so they are on no disk and in no list of processes.
pub(crate) fn put_secrets(
    account: Account<'_>,
    project: &str,
    environment: &str,
    secrets: Map<String, Value>,
) -> Result<()> {
    let mut command = wrangler(account)?;
    command.args(["pages", "secret", "bulk", "--project-name", project, "--env", environment]);
    process::output_with_input(&mut command, &Value::Object(secrets).to_string()).map(drop)
}

/// The names of the account's projects.
pub(crate) fn project_names(account: Account<'_>) -> Result<Vec<String>> {
    let mut command = wrangler(account)?;
    let list = output(command.args(["pages", "project", "list", "--json"]))?;
    // A warning may come before the JSON.
    let Some(json) = list.find('[').and_then(|at| serde_json::from_str::<Value>(&list[at..]).ok()) else {
        bail!("wrangler lists no projects");
    };
    let names = json.as_array().into_iter().flatten().filter_map(|project| project["Project Name"].as_str());
    Ok(names.map(str::to_owned).collect())
}

/// The names of a project's secrets.
pub(crate) fn secret_names(account: Account<'_>, project: &str, environment: &str) -> Result<Vec<String>> {
    let mut command = wrangler(account)?;
    let list =
        output(command.args(["pages", "secret", "list", "--project-name", project, "--env", environment]))?;
    let name = |line: &str| Some(line.trim().strip_prefix("- ")?.split_once(':')?.0.to_owned());
    Ok(list.lines().filter_map(name).collect())
}

fn output(command: &mut Command) -> Result<String> {
    let Ok(output) = process::output(command) else {
        bail!(
            "wrangler could not look or do it; is it logged in? `npx wrangler login`, or CLOUDFLARE_API_TOKEN with \
               Account · Cloudflare Pages · Edit in the environment"
        );
    };
    Ok(output)
}
