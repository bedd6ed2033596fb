//! The upload, by wrangler.

use super::deployed::Deployed;
use crate::{process, progress::step, wrangler};
use anyhow::{Context, Result, bail};
use std::{fmt, fs, path::Path};

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

/// Uploads `dist/` and the Function. The project is created if it is missing.
pub(super) fn run(target: &Target, account: wrangler::Account<'_>, folder: &Path) -> Result<Deployed> {
    let Target { project, branch } = target;
    let projects = step("looking for the project", || wrangler::project_names(account))?;
    if !projects.contains(project) {
        step(&format!("making the Pages project {project}"), || wrangler::create(account, project))?;
    }
    let output = folder.join("wrangler.ndjson");
    let _ = fs::remove_file(&output);
    let mut command = wrangler::wrangler(account)?;
    command.args(["pages", "deploy", "dist", "--project-name", project, "--branch", branch]);
    command.env("WRANGLER_OUTPUT_FILE_PATH", &output);
    step(&format!("deploying to {target}"), || process::run(&mut command))?;
    let printed = fs::read_to_string(&output).context("wrangler does not say where it deployed to")?;
    let Some(deployed) = Deployed::read(&printed) else {
        bail!("wrangler does not say where it deployed to; `npx wrangler pages deployment list` does");
    };
    Ok(deployed)
}
