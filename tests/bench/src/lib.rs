//! What an answer costs.

use anyhow::Result;
use std::path::PathBuf;

/// The built site to measure.
#[derive(Debug)]
pub struct Site {
    /// The repository.
    pub root: PathBuf,
    /// Where npm put its programs.
    pub node_bin: PathBuf,
}

/// Measures and prints the table.
///
/// # Errors
/// A program cannot be started.
pub fn run(_site: &Site) -> Result<()> {
    Ok(())
}
