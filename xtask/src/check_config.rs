//! `cargo xtask check-config`: finds what is missing or inconsistent in `wrangler.toml` and `.dev.vars` before a
//! deployment does. wrangler refuses some of it only when it deploys, and accepts the rest without a word.

mod bindings;
mod dev_vars_file;
mod environments;
mod fault;
mod keys;
mod variables;
mod wrangler_toml;

use crate::{dev_vars::DevVars, paths};
use anyhow::{Context, Result};
use clap::Args;
use fault::Fault;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `cargo xtask check-config`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// Another file than the repository's wrangler.toml
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Another file than .dev.vars
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
}

/// Prints what is wrong. The exit status is 0 if nothing is.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    Ok(if check(options)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints what is wrong in the repository's own `wrangler.toml`, and returns whether nothing is.
pub(crate) fn is_valid(env_file: Option<&Path>) -> Result<bool> {
    check(&Options { file: None, env_file: env_file.map(Path::to_owned) })
}

fn check(options: &Options) -> Result<bool> {
    let path = match &options.file {
        Some(path) => path.clone(),
        None => paths::root()?.join("wrangler.toml"),
    };
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let vars = DevVars::read(options.env_file.as_deref())?.without_environment();
    let mut faults = wrangler_toml::faults(&text);
    faults.extend(dev_vars_file::faults(&vars));
    if faults.is_empty() {
        println!("✓ wrangler.toml and .dev.vars: nothing is missing or at odds");
        return Ok(true);
    }
    for Fault { place, what, fix } in &faults {
        println!("✗ {place}: {what}\n    → {fix}");
    }
    Ok(false)
}

#[cfg(test)]
mod tests;
