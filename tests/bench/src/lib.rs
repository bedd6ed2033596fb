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
mod page_figures;
mod page_files;
mod peers;
mod processes;
mod replies;
mod run;
mod samples;
mod scratch;
mod served;
mod sites;
mod sizes;
mod start;
mod streams;
mod table;
mod traffic;
pub mod weights;

pub use peers::StartPeers;
pub use run::Run;
pub use samples::Figure;
pub use served::{Serve, Served};
pub use table::{Limit, Row, Table};
pub use traffic::FillMonth;

use anyhow::Result;
use sites::Sites;
use std::path::Path;

/// The sizes of the built files, which are the same on every machine. `target` is the folder that cargo builds into.
///
/// # Errors
/// A file is not built.
pub fn sizes(root: &Path, target: &Path) -> Result<Table> {
    let mut table = Table::default();
    sizes::measure(root, target, &mut table)?;
    Ok(table)
}

/// What the Function takes for a reply: its CPU, the time to the first words, and the share of what it records.
///
/// # Errors
/// A program cannot be started.
pub fn edge(root: &Path, serve: Serve<'_>) -> Result<Table> {
    let mut table = Table::default();
    let sites = Sites::new(root, serve)?;
    replies::measure(&sites, &mut table)?;
    if processes::are_known() {
        traffic::recording(&sites, &mut table)?;
    }
    Ok(table)
}

/// What takes the Function more than a reply: a fallback, a translation, a wrong code.
///
/// # Errors
/// A program cannot be started.
pub fn fallback(root: &Path, serve: Serve<'_>) -> Result<Table> {
    let mut table = Table::default();
    guesses::measure(&mut table)?;
    let sites = Sites::new(root, serve)?;
    fallback::measure(&sites, &mut table)?;
    replies::translation(&sites, &mut table)?;
    Ok(table)
}

/// Rendering a streaming answer, from the figures that `page/measure.mjs` printed.
///
/// # Errors
/// A figure is missing.
pub fn drawing(quick: &str, slow: &str) -> Result<Table> {
    let mut table = Table::default();
    drawing::rows(quick, slow, &mut table)?;
    Ok(table)
}

/// Starting the page, from the figures that `page/start.mjs` printed.
///
/// # Errors
/// A figure is missing.
pub fn start(figures: &str) -> Result<Table> {
    let mut table = Table::default();
    start::rows(figures, &mut table)?;
    Ok(table)
}

/// Gateways of others beside ours. Returns also what became of each fault, as Markdown.
///
/// # Errors
/// A program cannot be started.
pub fn peers(root: &Path, serve: Serve<'_>, start: StartPeers<'_>) -> Result<(Table, String)> {
    let mut table = Table::default();
    let faults = peers::measure(root, serve, start, &mut table)?;
    Ok((table, faults))
}

/// A long conversation and many of them, from the figures that `page/history.mjs` and `page/library.mjs` printed.
///
/// # Errors
/// A figure is missing.
pub fn chats(history: &str, library: &str) -> Result<Table> {
    let mut table = Table::default();
    history::rows(history, &mut table)?;
    history::library_rows(library, &mut table)?;
    Ok(table)
}

/// A month of a busy site, and 500 streams at once.
///
/// # Errors
/// A program cannot be started.
pub fn growth(root: &Path, serve: Serve<'_>, fill: FillMonth<'_>) -> Result<Table> {
    let mut table = Table::default();
    if processes::are_known() {
        let sites = Sites::new(root, serve)?;
        traffic::month(root, &sites, fill, &mut table)?;
        streams::measure(&sites, &mut table)?;
    }
    Ok(table)
}
