//! The structure of the sources: the layers of the page and of the Function, no import circles between files, no file
//! that imports one above it, and files that are short.

mod circles;
mod crates;
mod faults;
mod imports;
mod layers;
mod modules;
mod paths;
mod print;
mod sizes;

use anyhow::{Result, bail};
use clap::Args;
use faults::Fault;
use std::path::{Path, PathBuf};

/// Options of the hidden command `cargo xtask structure`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The folder of the sources to check [default: the repository]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Checks the sources that the options name.
pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.root {
        Some(root) => check(root),
        None => check(&crate::paths::root()?),
    }
}

/// Prints the layers with the number of imports between them, and every fault.
pub(super) fn check(root: &Path) -> Result<()> {
    let crates = crates::read_all(root)?;
    let imports = imports::find(&crates);
    let sizes = sizes::measure(root)?;
    print::layers(&crates, &imports);
    print::sizes(&sizes);
    let faults = [
        layers::faults(&crates, &imports),
        faults::upward(&crates, &imports),
        circles::faults(&crates, &imports),
        sizes::faults(&sizes),
        sizes::needless_exceptions(&sizes),
    ];
    let faults: Vec<Fault> = faults.into_iter().flatten().collect();
    for fault in &faults {
        eprintln!("✗ {fault}");
    }
    match faults.len() {
        0 => Ok(()),
        count => bail!("the structure has {count} faults"),
    }
}

#[cfg(test)]
mod tests;
