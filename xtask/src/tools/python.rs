//! Python and its packages.

use crate::{hash, process, progress::step};
use anyhow::Result;
use std::{fs, path::Path, process::Command};

/// What Python's clients and gateways run with, in words.
pub(crate) const WANTED: &str = "Python 3.11 or newer with its module venv (https://www.python.org; Debian and Ubuntu: `sudo \
     apt-get install python3-venv`)";
/// Prints the version of such a Python, and fails elsewhere.
const CHECK: &str = "import ensurepip, sys, venv; print(sys.version); sys.exit(sys.version_info < (3, 11))";

/// A Python.
#[derive(Debug)]
pub(crate) struct Python {
    version: String,
}

/// Finds a Python that they run with.
pub(crate) fn find() -> Option<Python> {
    let version = process::output(Command::new("python3").args(["-c", CHECK])).ok()?;
    Some(Python { version })
}

impl Python {
    /// Makes an environment with the packages of a file, unless it was made of the same file already.
    pub(crate) fn install(&self, requirements: &Path, environment: &Path) -> Result<()> {
        let wanted = hash::content_hash(&[&fs::read(requirements)?, self.version.as_bytes()]);
        let stamp = environment.join("everchat-packages");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        let name = requirements.file_name().unwrap_or_default().to_string_lossy();
        step(&format!("fetching the Python packages of {name}"), || {
            process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(environment))?;
            // The file names all packages, so that nothing is left to be decided.
            let pip = [
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--requirement",
            ];
            process::run(Command::new(environment.join("bin/python")).args(pip).arg(requirements))
        })?;
        fs::write(stamp, wanted)?;
        Ok(())
    }
}
