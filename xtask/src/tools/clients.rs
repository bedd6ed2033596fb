//! Other people's clients, which `tests/clients` tries. Those that are npm packages come with the others.

use super::{
    python::{self, Python},
    rust::cargo,
};
use crate::{paths, process, progress::step};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The files of packages in `tests/clients/python/requirements/`, without their ending. Instructor is by itself, since it
/// wants an older version of what the others need.
const PACKAGES: [&str; 3] = [EVERYDAY, "instructor", "others"];
/// The packages of the client that is tried each time.
const EVERYDAY: &str = "openai";
/// A command, which cargo installs.
const AICHAT: &str = "aichat@0.30.0";

/// The folder of all that is installed here.
pub(crate) fn folder() -> Result<PathBuf> {
    Ok(paths::target()?.join("clients"))
}

/// Installs all clients.
pub(crate) fn all() -> Result<()> {
    let python = python::find().with_context(|| format!("the clients in Python want {}", python::WANTED))?;
    for packages in PACKAGES {
        install(&python, packages)?;
    }
    step("building the clients in Rust", || {
        let build = ["build", "--manifest-path", "tests/clients/async-openai/Cargo.toml", "--target-dir"];
        process::run(cargo(&build)?.arg(folder()?.join("build")))?;
        let install = ["install", AICHAT, "--debug", "--root"];
        process::run(cargo(&install)?.arg(folder()?.join("aichat")))
    })
}

/// Installs those that are tried each time. False where there is no Python for them.
pub(crate) fn everyday() -> Result<bool> {
    let python = python::find();
    if let Some(python) = &python {
        install(python, EVERYDAY)?;
    }
    Ok(python.is_some())
}

fn install(python: &Python, packages: &str) -> Result<()> {
    let requirements = paths::root()?.join(format!("tests/clients/python/requirements/{packages}.txt"));
    python.install(&requirements, &folder()?.join("python").join(packages))
}
