//! The tests by Playwright: the Function under workerd, and the page in Chromium.

use super::summary::Counts;
use crate::{
    paths,
    process::{self, Stop},
    progress::step,
};
use anyhow::{Result, bail};
use std::{io::IsTerminal, path::PathBuf, process::Command};

/// The test that `cargo xtask test --quick` runs, by its tag: a visitor asks and reads.
const JOURNEY: &str = "@journey";

/// Playwright with a Chromium.
pub(super) struct Browser {
    chromium: PathBuf,
}

impl Browser {
    pub(super) fn new(chromium: PathBuf) -> Self {
        Self { chromium }
    }

    /// Runs all tests.
    pub(super) fn run_all(&self, stop: &Stop, counts: &Counts) -> Result<()> {
        self.run("the Function under workerd, and the page in Chromium", &[], stop, counts)
    }

    /// Runs the one test that goes through most of the page.
    pub(super) fn run_journey(&self, stop: &Stop, counts: &Counts) -> Result<()> {
        self.run("a journey through the page in Chromium", &["--no-deps", "--grep", JOURNEY], stop, counts)
    }

    /// Runs the tests that match Playwright's arguments.
    pub(super) fn run_matching(&self, filter: &[String]) -> Result<()> {
        process::run(self.command()?.arg("--no-deps").args(filter))
    }

    fn run(&self, what: &str, args: &[&str], stop: &Stop, counts: &Counts) -> Result<()> {
        if stop.is_set() {
            bail!("{what}: left out");
        }
        step(what, || {
            let mut command = self.command()?;
            if std::io::stdout().is_terminal() {
                command.env("PLAYWRIGHT_FORCE_TTY", "1");
            }
            let done = process::capture(command.args(args), stop, true)?;
            counts.add_playwright(&done.output);
            if done.succeeded { Ok(()) } else { bail!("{what}: a test failed") }
        })
    }

    fn command(&self) -> Result<Command> {
        let mut command = process::npm_program("playwright")?;
        command.args(["test", "--config", "tests/e2e/playwright.config.ts"]).current_dir(paths::root()?);
        command.env("CHROMIUM", &self.chromium).env("XTASK", std::env::current_exe()?);
        Ok(command)
    }
}
