//! What an answer costs and what the page weighs, each figure against a floor or a target.
//!
//! The floor is a ten-line JavaScript Function that returns the provider's body untouched. Both are
//! served by `wrangler pages dev` and asked in turn, round by round, so that a machine whose speed
//! drifts drifts for both.
#![forbid(unsafe_code)]

mod client;
mod drawing;
mod fallback;
mod guesses;
mod history;
mod processes;
mod replies;
mod sizes;
mod table;

use anyhow::{Result, bail};
use emulator::Emulator;
use std::{any::Any, path::Path};
use table::Table;

/// A site that is being served.
pub struct Served {
    /// Its port on loopback.
    pub port: u16,
    /// The process that all of its own descend from.
    pub process: u32,
    /// Dropped, it ends the site.
    pub guard: Box<dyn Any>,
}

/// Serves the site in a folder, with settings, once the path answers.
pub type Serve<'a> = &'a dyn Fn(&Path, &str, &[(&str, String)]) -> Result<Served>;

/// Measures everything and prints the table.
///
/// # Errors
/// A program cannot be started, or a figure misses its target.
pub fn run(root: &Path, serve: Serve<'_>) -> Result<()> {
    let mut table = Table::default();
    sizes::measure(root, &mut table)?;
    guesses::measure(&mut table)?;
    let emulator = Emulator::start(0)?;
    replies::measure(root, &emulator, serve, &mut table)?;
    judge(&table)
}

/// Weighs the built files alone, which is the same on every machine.
///
/// # Errors
/// A file is not built, or a size misses its target.
pub fn weigh(root: &Path) -> Result<()> {
    let mut table = Table::default();
    sizes::measure(root, &mut table)?;
    judge(&table)
}

/// Puts the figures of drawing a streaming answer into a table and prints it.
///
/// # Errors
/// A figure is missing or misses its target.
pub fn drawing(quick: &str, slow: &str) -> Result<()> {
    let mut table = Table::default();
    drawing::rows(quick, slow, &mut table)?;
    judge(&table)
}

/// Puts the figures of a long conversation into a table and prints it.
///
/// # Errors
/// A figure is missing or misses its target.
pub fn history(figures: &str) -> Result<()> {
    let mut table = Table::default();
    history::rows(figures, &mut table)?;
    judge(&table)
}

fn judge(table: &Table) -> Result<()> {
    println!("{table}");
    match table.missed() {
        0 => Ok(()),
        missed => bail!("{missed} of the targets missed"),
    }
}
