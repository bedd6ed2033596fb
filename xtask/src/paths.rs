//! Where things are on this machine.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The folder of the repository.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).context("xtask lies in the repository")
}

/// The folder that cargo builds into.
pub(crate) fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => Ok(root()?.join(dir)),
        None => Ok(root()?.join("target")),
    }
}

/// A program that npm installed.
pub(crate) fn npm_bin(name: &str) -> Result<PathBuf> {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    Ok(root()?.join("node_modules/.bin").join(name))
}
