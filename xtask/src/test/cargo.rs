//! Steps that are done by cargo, beside others.

use crate::{
    paths,
    process::{self, Captured, Stop},
    progress::quiet_step,
};
use anyhow::{Result, bail};
use std::process::Command;

/// Environment variables of a step.
pub(super) type Environment<'a> = &'a [(&'a str, &'a str)];

/// Runs cargo as a step. Its output is returned, and printed where it fails.
pub(super) fn step(what: &str, args: &[&str], env: Environment<'_>, stop: &Stop) -> Result<String> {
    let mut command = background_command("cargo");
    command.args(args).current_dir(paths::root()?).envs(env.iter().copied());
    run(what, &mut command, stop)
}

/// Runs a program as a step. Its output is returned, and printed where it fails.
pub(super) fn run(what: &str, command: &mut Command, stop: &Stop) -> Result<String> {
    if stop.is_set() {
        bail!("{what} was left out");
    }
    quiet_step(what, || {
        let Captured { succeeded, output } = process::capture(command, stop, false)?;
        if succeeded {
            return Ok(output);
        }
        if stop.is_set() {
            bail!("{what} was stopped");
        }
        eprintln!("== {what} failed:\n{output}");
        bail!("{what} failed; its output is above")
    })
}

/// A program of a low priority, so that tests in a browser have the time that they need.
fn background_command(program: &str) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("nice");
        command.args(["-n", "15", program]);
        command
    } else {
        Command::new(program)
    }
}
