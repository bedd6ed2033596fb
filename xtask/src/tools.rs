//! Fetches what building and testing need: the wasm target, the npm packages, a Chromium. What cannot be fetched is
//! named with the command that would fetch it.

mod cargo_deny;
mod chromium;
pub(crate) mod clients;
mod npm;
pub(crate) mod python;
mod rust;

pub(crate) use cargo_deny::cargo_deny;
pub(crate) use chromium::chromium;
pub(crate) use npm::npm_ci;

use anyhow::Result;
use std::path::PathBuf;

/// Fetches what building needs.
pub(crate) fn for_build() -> Result<()> {
    rust::wasm_target()?;
    npm::packages()
}

/// Fetches what testing needs besides, and returns the path of Chromium.
pub(crate) fn for_tests() -> Result<PathBuf> {
    rust::lint_tools()?;
    chromium()
}
