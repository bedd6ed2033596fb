//! The Pages project, through wrangler, which knows how its owner is logged in.

use super::plan::Project;
use crate::{paths, process};
use anyhow::{Result, bail};
use gateway::settings::Settings;
use serde_json::{Map, Value};
use std::process::Command;

/// What is known of a project.
pub(super) fn look(settings: &Settings, name: &str) -> Project {
    match projects(settings) {
        Err(error) => Project::Unknown(error.to_string()),
        Ok(names) if !names.iter().any(|known| known == name) => Project::Missing,
        Ok(_) => match (secrets(settings, name, "production"), secrets(settings, name, "preview")) {
            (Ok(production), Ok(preview)) => Project::There { production, preview },
            (Err(error), _) | (_, Err(error)) => Project::Unknown(error.to_string()),
        },
    }
}

pub(super) fn create(settings: &Settings, name: &str) -> Result<()> {
    let mut command = wrangler(settings)?;
    command.args(["pages", "project", "create", name, "--production-branch", "main", "--force"]);
    said(&mut command).map(drop)
}

/// Puts secrets, which wrangler reads from its input: they are on no disk and in no list of processes.
pub(super) fn put(
    settings: &Settings,
    project: &str,
    environment: &str,
    secrets: Map<String, Value>,
) -> Result<()> {
    let mut command = wrangler(settings)?;
    command.args(["pages", "secret", "bulk", "--project-name", project, "--env", environment]);
    process::output_with_input(&mut command, &Value::Object(secrets).to_string()).map(drop)
}

fn projects(settings: &Settings) -> Result<Vec<String>> {
    let mut command = wrangler(settings)?;
    let said = said(command.args(["pages", "project", "list", "--json"]))?;
    let Some(json) = said.find('[').and_then(|at| serde_json::from_str::<Value>(&said[at..]).ok()) else {
        bail!("wrangler lists no projects");
    };
    let names = json.as_array().into_iter().flatten().filter_map(|project| project["Project Name"].as_str());
    Ok(names.map(str::to_owned).collect())
}

fn secrets(settings: &Settings, project: &str, environment: &str) -> Result<Vec<String>> {
    let mut command = wrangler(settings)?;
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

fn wrangler(settings: &Settings) -> Result<Command> {
    let mut command = process::npm_program("wrangler")?;
    command.current_dir(paths::root()?).env("FORCE_COLOR", "0").env("NO_COLOR", "1");
    if let Some(account) = &settings.cloudflare.account_id {
        command.env("CLOUDFLARE_ACCOUNT_ID", account);
    }
    Ok(command)
}
