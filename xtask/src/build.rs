//! `cargo xtask build`: `dist/` and the Function, ready for `wrangler pages deploy`, and what they consist of.

use crate::{bom, lock, page, paths, progress::step, tools, wasm};
use anyhow::{Context, Result};
use gateway::time::timestamp;
use std::{
    fs,
    time::{SystemTime, UNIX_EPOCH},
};

pub(crate) fn run() -> Result<()> {
    tools::for_build()?;
    let _alone = lock::built()?;
    let programs = wasm::build()?;
    step("putting dist/ together", || page::assemble(&programs))?;
    write_time()?;
    bom::write()
}

/// Writes down when this is, for the site to tell: beside the program, which is the same whenever it is built.
/// `SOURCE_DATE_EPOCH` says another time, in seconds (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn write_time() -> Result<()> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(told) => told.parse().with_context(|| format!("SOURCE_DATE_EPOCH takes seconds, not {told:?}"))?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    let script = format!("globalThis.everchatBuiltAt = {:?};\n", timestamp(seconds * 1000));
    fs::write(paths::root()?.join("build/built.js"), script)?;
    Ok(())
}
