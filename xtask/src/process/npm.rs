//! Programs that npm installed.

use crate::paths;
use anyhow::Result;
use std::{ffi::OsString, process::Command};

/// Settings for wrangler in the environment of every npm program, since some start wrangler themselves.
const ENVIRONMENT: [(&str, &str); 3] = [
    ("WRANGLER_SEND_METRICS", "false"),
    ("NO_UPDATE_NOTIFIER", "1"),
    // `request.cf` is a placeholder on a developer's machine. Otherwise Miniflare asks Cloudflare for a real one at
    // each start, and prints a warning where there is no network.
    ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
];

/// A program that npm installed, run by the Node that npm installed: wrangler needs a newer Node than many machines
/// have.
pub(crate) fn npm_program(name: &str) -> Result<Command> {
    let mut command = Command::new(paths::npm_bin(name)?);
    command.env("PATH", path_with_node()?).envs(ENVIRONMENT);
    Ok(command)
}

fn path_with_node() -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let bin = paths::root()?.join("node_modules/.bin");
    Ok(std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&old)))?)
}
