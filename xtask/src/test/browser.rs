//! The tests by Playwright: the Function under workerd, and the page in Chromium.

use super::{playwright, summary::Counts};
use crate::process::{self, Stop};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

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
        let projects = ["--project", "site", "--project", "soak"];
        self.run("the Function under workerd, and the page in Chromium", &projects, stop, counts)
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
        playwright::run(what, self.command()?.args(args), stop, counts)
    }

    fn command(&self) -> Result<Command> {
        let mut command = playwright::command("tests/e2e/playwright.config.ts")?;
        command.env("CHROMIUM", &self.chromium);
        Ok(command)
    }
}
