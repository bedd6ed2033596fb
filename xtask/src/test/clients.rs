//! Other people's clients, in programs of their own: `tests/clients`.

use super::{playwright, summary::Counts};
use crate::{
    build,
    process::{self, Stop},
    tools::{clients, python},
};
use anyhow::Result;
use std::process::Command;

/// The tag of the clients that are tried each time.
const EVERYDAY: &str = "@everyday";
/// The tag of the clients in Python.
const PYTHON: &str = "@python";

/// Runs the tests of all clients that match Playwright's arguments.
pub(super) fn run(filter: &[String]) -> Result<()> {
    clients::all()?;
    build::run()?;
    process::run(command()?.args(filter))
}

/// Runs the tests of those that are tried each time. Those in Python are, where there is a Python.
pub(super) fn run_everyday(stop: &Stop, counts: &Counts) -> Result<()> {
    let mut command = command()?;
    command.args(["--grep", EVERYDAY]);
    if !clients::everyday()? {
        println!("== the client in Python: left to CI, since it wants {}", python::WANTED);
        command.args(["--grep-invert", PYTHON]);
    }
    playwright::run("other people's clients", &mut command, stop, counts)
}

fn command() -> Result<Command> {
    let mut command = playwright::command("tests/clients/playwright.config.ts")?;
    command.env("CLIENTS", clients::folder()?);
    Ok(command)
}
