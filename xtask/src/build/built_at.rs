//! When the site was built.

use super::workspace::Workspace;
use anyhow::{Context, Result};
use gateway::time::timestamp;
use std::{
    fs,
    time::{SystemTime, UNIX_EPOCH},
};

/// Writes the time of the build for the site to tell. It is a file beside the program, which does not depend on when
/// it is built. `SOURCE_DATE_EPOCH` sets another time, in seconds
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub(super) fn write(workspace: &Workspace) -> Result<()> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().with_context(|| format!("SOURCE_DATE_EPOCH takes seconds, not {text:?}"))?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    let script = format!("globalThis.everchatBuiltAt = {:?};\n", timestamp(seconds * 1000));
    fs::write(workspace.root.join("build/built.js"), script)?;
    Ok(())
}
