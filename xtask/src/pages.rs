//! The Pages project, through wrangler, which knows how its owner is logged in.

use crate::{paths, process};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::{fs, process::Command};

/// The account that the project is in, by its id; where none is given, wrangler finds it out.
pub(crate) type Account<'a> = Option<&'a str>;

/// The project that `wrangler.toml` names.
pub(crate) fn configured_name() -> Result<String> {
    let text = fs::read_to_string(paths::root()?.join("wrangler.toml"))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = "));
    name.map(|name| name.trim_matches('"').to_owned())
        .context("wrangler.toml names no project; --project does")
}

/// Makes a project, whose main branch is its production.
pub(crate) fn create(account: Account<'_>, name: &str) -> Result<()> {
    let mut command = wrangler(account)?;
    command.args(["pages", "project", "create", name, "--production-branch", "main", "--force"]);
    said(&mut command).map(drop)
}

/// Puts secrets, which wrangler reads from its input: they are on no disk and in no list of processes.
pub(crate) fn put(
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
pub(crate) fn projects(account: Account<'_>) -> Result<Vec<String>> {
    let mut command = wrangler(account)?;
    let said = said(command.args(["pages", "project", "list", "--json"]))?;
    let Some(json) = said.find('[').and_then(|at| serde_json::from_str::<Value>(&said[at..]).ok()) else {
        bail!("wrangler lists no projects");
    };
    let names = json.as_array().into_iter().flatten().filter_map(|project| project["Project Name"].as_str());
    Ok(names.map(str::to_owned).collect())
}

/// The names of a project's secrets.
pub(crate) fn secrets(account: Account<'_>, project: &str, environment: &str) -> Result<Vec<String>> {
    let mut command = wrangler(account)?;
    let said =
        said(command.args(["pages", "secret", "list", "--project-name", project, "--env", environment]))?;
    let name = |line: &str| Some(line.trim().strip_prefix("- ")?.split_once(':')?.0.to_owned());
    Ok(said.lines().filter_map(name).collect())
}

fn said(command: &mut Command) -> Result<String> {
    let Ok(said) = process::output(command) else {
        bail!(
            "wrangler could not look or do it; is it logged in? `npx wrangler login`, or CLOUDFLARE_API_TOKEN with \
               Account · Cloudflare Pages · Edit in the environment"
        );
    };
    Ok(said)
}

/// wrangler, in the repository, for this account.
pub(crate) fn wrangler(account: Account<'_>) -> Result<Command> {
    let mut command = process::npm_program("wrangler")?;
    command.current_dir(paths::root()?).env("FORCE_COLOR", "0").env("NO_COLOR", "1");
    if let Some(account) = account {
        command.env("CLOUDFLARE_ACCOUNT_ID", account);
    }
    Ok(command)
}
