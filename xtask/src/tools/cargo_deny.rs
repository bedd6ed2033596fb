//! cargo-deny, which checks what crates are allowed (<https://embarkstudios.github.io/cargo-deny>).

use super::rust::cargo;
use crate::{paths, process, progress::step};
use anyhow::{Context, Result};
use std::{path::PathBuf, process::Command};

const VERSION: &str = "0.20.2";

/// The path of cargo-deny. It is installed once, and kept below `target/`.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let folder = paths::target()?.join("tools");
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let installed = process::output(Command::new(&program).arg("--version"));
    if !installed.is_ok_and(|version| version.trim() == format!("cargo-deny {VERSION}")) {
        step("installing cargo-deny, once", || {
            let package = format!("cargo-deny@{VERSION}");
            // It runs for a second, so that it need not be optimised.
            let mut cargo = cargo(&["install", &package, "--debug", "--root"])?;
            process::run(cargo.arg(&folder))
                .context("licences and sources of crates are checked by cargo-deny")
        })?;
    }
    Ok(program)
}
