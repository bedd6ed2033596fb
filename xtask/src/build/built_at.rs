//! When the site was built.

use super::workspace::Workspace;
use crate::clock::now;
use anyhow::{Context, Result};
use gateway::time::timestamp;
use std::fs;

/// Writes the time of the build for the site to tell. It is a file beside the program, which does not depend on when
/// it is built. `SOURCE_DATE_EPOCH` sets another time, in seconds
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub(super) fn write(workspace: &Workspace) -> Result<()> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().with_context(|| format!("SOURCE_DATE_EPOCH takes seconds, not {text:?}"))?,
        Err(_) => now() / 1000,
    };
    let script = format!("globalThis.everchatBuiltAt = {:?};\n", timestamp(seconds * 1000));
    fs::write(workspace.root.join("build/built.js"), script)?;
    Ok(())
}
