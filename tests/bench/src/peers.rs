//! Gateways of others, beside ours: what a reply costs each, and which faults of the first provider end with a whole answer.
//!
//! All of them have the same two providers, the same time for the first words, and no retries: what is compared is the
//! fallback. Of ours the CPU and the memory of workerd count, with what `wrangler pages dev` runs in it beside the Function;
//! of the others all of their processes.

mod answer;
mod costs;
mod faults;
mod gateways;

pub use gateways::StartPeers;

use crate::{served::Serve, sites::Sites, table::Table};
use anyhow::Result;
use std::path::Path;

/// Rows for each gateway, and what became of each fault, as Markdown.
pub(crate) fn measure(
    root: &Path,
    serve: Serve<'_>,
    start: StartPeers<'_>,
    table: &mut Table,
) -> Result<String> {
    let sites = Sites::new(root, serve)?;
    let gateways = gateways::start_all(&sites, start)?;
    costs::measure(&gateways, &sites.emulator, table)?;
    faults::measure(&gateways, &sites.emulator, table)
}
