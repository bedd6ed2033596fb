//! npm packages.

use crate::{paths, process, progress::step};
use anyhow::{Context, Result};
use std::{fs, path::Path, process::Command};

/// Installs the packages of the repository, unless they were installed from the present lock file.
pub(super) fn packages() -> Result<()> {
    let root = paths::root()?;
    let lock = fs::read(root.join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = root.join("node_modules/.everchat-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("fetching the npm packages", || npm_ci(&root))?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Installs the packages of a folder's lock file.
pub(crate) fn npm_ci(dir: &Path) -> Result<()> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(dir);
    process::run(&mut command).context("npm could not fetch them; Node.js (https://nodejs.org) brings npm")
}
