//! What others made, and the project consists of or is built with: crates and npm packages.

use super::cargo;
use crate::{
    paths,
    process::{self, Stop},
    tools,
};
use anyhow::{Result, bail};
use std::process::Command;

/// Checks the licences and the sources of crates, and that none is there twice. It reads every crate of `Cargo.lock`, also
/// those that only other systems need, and fetches what is missing.
pub(super) fn check(stop: &Stop) -> Result<()> {
    cargo::step("fetching every crate", &["fetch", "--locked"], &[], stop)?;
    let mut deny = deny(&["--offline", "check", "bans", "licenses", "sources"])?;
    cargo::run("licences and sources of crates", &mut deny, stop).map(drop)
}

/// Checks for known holes in crates and in npm packages. Both are asked about, also where the first has some.
pub(super) fn advisories() -> Result<()> {
    let crates = process::run(&mut deny(&["check", "advisories"])?);
    let packages = process::run(Command::new("npm").arg("audit").current_dir(paths::root()?));
    match (crates, packages) {
        (Ok(()), Ok(())) => Ok(()),
        (Err(error), Ok(())) | (Ok(()), Err(error)) => Err(error),
        (Err(crates), Err(packages)) => bail!("{crates}; {packages}"),
    }
}

fn deny(args: &[&str]) -> Result<Command> {
    let mut deny = Command::new(tools::cargo_deny()?);
    deny.args(args).current_dir(paths::root()?);
    Ok(deny)
}
