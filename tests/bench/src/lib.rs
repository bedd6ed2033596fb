//! What an answer costs and what the page weighs, each figure against a floor or a target.
//!
//! The floor is a ten-line JavaScript Function that returns the provider's body untouched. Both are served by
//! `wrangler pages dev` and asked in turn, round by round, so that a change of the machine's speed affects both.
#![forbid(unsafe_code)]

mod client;
mod compressed;
mod drawing;
mod fallback;
mod guesses;
mod history;
mod load;
mod page_files;
mod processes;
mod replies;
mod scratch;
mod served;
mod sites;
mod sizes;
mod table;
mod traffic;
pub mod weights;

pub use served::{Serve, Served};
pub use traffic::FillMonth;

use anyhow::{Result, bail};
use emulator::Emulator;
use scratch::Scratch;
use std::path::Path;
use table::Table;

/// Measures sizes, the Function and its replies, and prints the table. `target` is the folder that cargo builds into.
///
/// # Errors
/// A program cannot be started, or a figure misses its target.
pub fn run(root: &Path, target: &Path, serve: Serve<'_>, fill: FillMonth<'_>) -> Result<()> {
    let mut table = Table::default();
    sizes::measure(root, target, &mut table)?;
    guesses::measure(&mut table)?;
    let emulator = Emulator::start(0)?;
    let scratch = Scratch::new()?;
    replies::measure(root, scratch.path(), &emulator, serve, &mut table)?;
    fallback::measure(root, scratch.path(), &emulator, serve, &mut table)?;
    traffic::measure(root, scratch.path(), &emulator, serve, fill, &mut table)?;
    judge(&table)
}

/// Measures the replies alone.
///
/// # Errors
/// A program cannot be started, or a figure misses its target.
pub fn replies(root: &Path, serve: Serve<'_>) -> Result<()> {
    let mut table = Table::default();
    let scratch = Scratch::new()?;
    replies::measure(root, scratch.path(), &Emulator::start(0)?, serve, &mut table)?;
    judge(&table)
}

/// Measures alone what recording traffic and showing it costs.
///
/// # Errors
/// A program cannot be started, or a figure misses its target.
pub fn traffic(root: &Path, serve: Serve<'_>, fill: FillMonth<'_>) -> Result<()> {
    let mut table = Table::default();
    let scratch = Scratch::new()?;
    traffic::measure(root, scratch.path(), &Emulator::start(0)?, serve, fill, &mut table)?;
    judge(&table)
}

/// Measures the sizes of the built files alone, which are the same on every machine.
///
/// # Errors
/// A file is not built, or a size misses its target.
pub fn weigh(root: &Path, target: &Path) -> Result<()> {
    let mut table = Table::default();
    sizes::measure(root, target, &mut table)?;
    judge(&table)
}

/// Prints the figures of rendering a streaming answer, which `page/measure.mjs` measured.
///
/// # Errors
/// A figure is missing or misses its target.
pub fn drawing(quick: &str, slow: &str) -> Result<()> {
    let mut table = Table::default();
    drawing::rows(quick, slow, &mut table)?;
    judge(&table)
}

/// Prints the figures of a long conversation, which `page/history.mjs` measured.
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
