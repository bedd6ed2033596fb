//! Gateways of others, as programs on this machine: installed at pinned versions, and started.

use crate::{
    paths,
    process::Background,
    progress::step,
    tools::{self, python},
    wrangler::free_port,
};
use anyhow::{Context, Result};
use bench::Served;
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Command,
};

/// Installs them: those on npm beside `package.json`, LiteLLM into an environment of Python's in `target/`.
pub(super) fn install() -> Result<()> {
    let folder = folder()?;
    if !folder.join("node_modules").is_dir() {
        step("fetching Portkey's gateway", || tools::npm_ci(&folder))?;
    }
    let python = python::find().with_context(|| format!("LiteLLM's proxy wants {}", python::WANTED))?;
    python.install(&folder.join("requirements.txt"), &environment()?)
}

/// Starts Portkey's gateway. What it prints goes into a file of the folder.
pub(super) fn start_portkey(dir: &Path) -> Result<Served> {
    let mut node = Command::new(paths::npm_bin("node")?);
    node.arg(folder()?.join("node_modules/@portkey-ai/gateway/build/start-server.js")).arg("--headless");
    start(node, &dir.join("portkey.log"))
}

/// Starts LiteLLM's proxy with the configuration in the folder. What it prints goes into a file there.
pub(super) fn start_litellm(dir: &Path) -> Result<Served> {
    let mut litellm = Command::new(environment()?.join("bin/litellm"));
    litellm.arg("--config").arg(dir.join("litellm.yaml")).args(["--host=127.0.0.1", "--num_workers=1"]);
    // It would fetch a list of prices.
    litellm.env("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    start(litellm, &dir.join("litellm.log"))
}

/// Starts a gateway at a free port.
fn start(mut command: Command, log: &Path) -> Result<Served> {
    let port = free_port()?;
    let log = File::create(log).context("cannot keep the log of the gateway")?;
    let command = command.arg(format!("--port={port}")).stdout(log.try_clone()?).stderr(log);
    let process = Background::start(command)?;
    Ok(Served { port, process: process.id(), guard: Box::new(process) })
}

fn folder() -> Result<PathBuf> {
    Ok(paths::root()?.join("tests/bench/peers"))
}

/// Where LiteLLM's packages are.
fn environment() -> Result<PathBuf> {
    Ok(paths::target()?.join("bench/litellm"))
}
