//! Playwright, which runs all that is written in TypeScript.

use super::summary::Counts;
use crate::{
    paths,
    process::{self, Stop},
    progress::step,
};
use anyhow::{Result, bail};
use std::{io::IsTerminal, process::Command};

/// Playwright with a file of settings.
pub(super) fn command(config: &str) -> Result<Command> {
    let mut command = process::npm_program("playwright")?;
    command.args(["test", "--config", config]).current_dir(paths::root()?);
    command.env("XTASK", std::env::current_exe()?);
    Ok(command)
}

/// Runs tests as a step, beside others, and counts them.
pub(super) fn run(what: &str, command: &mut Command, stop: &Stop, counts: &Counts) -> Result<()> {
    if stop.is_set() {
        bail!("{what}: left out");
    }
    step(what, || {
        if std::io::stdout().is_terminal() {
            command.env("PLAYWRIGHT_FORCE_TTY", "1");
        }
        let done = process::capture(command, stop, true)?;
        counts.add_playwright(&done.output);
        if done.succeeded { Ok(()) } else { bail!("{what}: a test failed") }
    })
}
