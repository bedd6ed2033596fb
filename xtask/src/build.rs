//! `cargo xtask build`: `dist/` and the Function, ready for `wrangler pages deploy`, and what they consist of.

use crate::{bom, page, progress::step, tools, wasm};
use anyhow::Result;

pub(crate) fn run() -> Result<()> {
    tools::for_build()?;
    let programs = wasm::build()?;
    step("putting dist/ together", || page::assemble(&programs))?;
    bom::write()
}
