//! `cargo xtask check-config`: what is missing or inconsistent in `wrangler.toml`, before a deployment fails on it, or
//! worse, does not. wrangler itself refuses some of this only when it deploys, and lets the rest pass.

mod keys;
mod rules;

use crate::{args, dev_vars::DevVars, paths};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where: a key with the environment that it is in.
    pub(crate) place: String,
    /// What is wrong with it.
    pub(crate) what: String,
    /// What to do.
    pub(crate) fix: String,
}

impl Fault {
    fn new(place: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), fix: fix.into() }
    }
}

/// Where the files are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Another file than the repository's `wrangler.toml`.
    file: Option<PathBuf>,
    /// Another file than `.dev.vars`.
    env_file: Option<PathBuf>,
}

impl Options {
    pub(crate) fn read(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        args::read(args, "check-config takes --file and --env-file", |arg, value| {
            match arg {
                "--file" => options.file = Some(value()?.into()),
                "--env-file" => options.env_file = Some(value()?.into()),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(options)
    }
}

/// Says what is wrong; the exit status is whether nothing is.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    Ok(if tell(options)? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same for the repository's own `wrangler.toml`, as an answer.
pub(crate) fn nothing_is_wrong(env_file: Option<&Path>) -> Result<bool> {
    tell(&Options { file: None, env_file: env_file.map(Path::to_owned) })
}

fn tell(options: &Options) -> Result<bool> {
    let path = match &options.file {
        Some(path) => path.clone(),
        None => paths::root()?.join("wrangler.toml"),
    };
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let vars = DevVars::read(options.env_file.as_deref())?.of_file_alone();
    let mut faults = rules::of_wrangler_toml(&text);
    faults.extend(rules::of_dev_vars(&vars));
    if faults.is_empty() {
        println!("✓ wrangler.toml and .dev.vars: nothing is missing or at odds");
        return Ok(true);
    }
    for Fault { place, what, fix } in &faults {
        println!("✗ {place}: {what}\n    → {fix}");
    }
    Ok(false)
}
