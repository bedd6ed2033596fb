//! Gateways of others, as programs on this machine: installed at pinned versions, and started.

use crate::{paths, process::Background, progress::step, tools, wrangler::free_port};
use anyhow::{Context, Result};
use bench::Served;
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Command,
};

/// Installs them.
pub(super) fn install() -> Result<()> {
    let folder = folder()?;
    if folder.join("node_modules").is_dir() {
        return Ok(());
    }
    step("fetching Portkey's gateway", || tools::npm_ci(&folder))
}

/// Starts Portkey's gateway. What it prints goes into a file of the folder.
pub(super) fn start_portkey(dir: &Path) -> Result<Served> {
    let port = free_port()?;
    let log = File::create(dir.join("portkey.log")).context("cannot keep the log of the gateway")?;
    let mut node = Command::new(paths::npm_bin("node")?);
    node.arg(folder()?.join("node_modules/@portkey-ai/gateway/build/start-server.js"));
    node.args([&format!("--port={port}"), "--headless"]).stdout(log.try_clone()?).stderr(log);
    let process = Background::start(&mut node)?;
    Ok(Served { port, process: process.id(), guard: Box::new(process) })
}

fn folder() -> Result<PathBuf> {
    Ok(paths::root()?.join("tests/bench/peers"))
}
