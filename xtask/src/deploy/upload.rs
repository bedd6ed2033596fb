//! The upload, which wrangler makes.

use crate::{pages, process, progress::step};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{fmt, fs, path::Path};
use wire::Environment;

/// Where to.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) project: String,
    pub(super) branch: String,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the Pages project {} as its branch {}", self.project, self.branch)
    }
}

/// What wrangler says of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deployed {
    /// Its own address, which stays this deployment's for ever.
    pub(super) url: String,
    /// The branch's address, which moves on with it.
    pub(super) alias: Option<String>,
    /// Production or a preview.
    pub(super) environment: Environment,
    /// Which commit it is of, where git knows.
    pub(super) commit: Option<String>,
}

impl Deployed {
    pub(super) fn is_preview(&self) -> bool {
        self.environment == Environment::Preview
    }

    fn read(output: &str) -> Option<Self> {
        let lines = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let told = lines.into_iter().find(|entry| entry["type"] == "pages-deploy-detailed")?;
        let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Some(Self {
            url: text(&told["url"])?.trim_end_matches('/').to_owned(),
            alias: text(&told["alias"]),
            environment: text(&told["environment"]).and_then(|name| name.parse().ok()).unwrap_or_default(),
            commit: text(&told["deployment_trigger"]["metadata"]["commit_hash"]),
        })
    }
}

/// Uploads `dist/` and the Function, into a project that is made if it is not there.
pub(super) fn deploy(target: &Target, account: pages::Account<'_>, folder: &Path) -> Result<Deployed> {
    let Target { project, branch } = target;
    let projects = step("looking for the project", || pages::projects(account))?;
    if !projects.contains(project) {
        step(&format!("making the Pages project {project}"), || pages::create(account, project))?;
    }
    let output = folder.join("wrangler.ndjson");
    let _ = fs::remove_file(&output);
    let mut command = pages::wrangler(account)?;
    command.args(["pages", "deploy", "dist", "--project-name", project, "--branch", branch]);
    command.env("WRANGLER_OUTPUT_FILE_PATH", &output);
    step(&format!("deploying to {target}"), || process::run(&mut command))?;
    let told = fs::read_to_string(&output).context("wrangler does not say where it deployed to")?;
    let Some(deployed) = Deployed::read(&told) else {
        bail!("wrangler does not say where it deployed to; `npx wrangler pages deployment list` does");
    };
    Ok(deployed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrangler_says_is_read() {
        let output = "{\"type\":\"wrangler-session\"}\n{\"type\":\"pages-deploy-detailed\",\"url\":\"https://a.b.pages.dev/\",\
            \"environment\":\"preview\",\"alias\":\"https://c.b.pages.dev\",\"deployment_trigger\":{\"metadata\":\
            {\"commit_hash\":\"\"}}}\n";
        let deployed = Deployed {
            url: "https://a.b.pages.dev".to_owned(),
            alias: Some("https://c.b.pages.dev".to_owned()),
            environment: Environment::Preview,
            commit: None,
        };
        assert_eq!(Deployed::read(output), Some(deployed));
        assert_eq!(Deployed::read("{\"type\":\"wrangler-session\"}\n"), None);
    }
}
