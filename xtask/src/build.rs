//! `cargo xtask build`: `dist/` and the Function, ready for `wrangler pages deploy`, and a bill of materials.

mod bill;
mod bind;
mod built_at;
mod classes;
mod compile;
mod dist;
mod loader;
mod optimise;
mod program;
mod split;
mod workspace;

pub(crate) use program::Built;
pub(crate) use workspace::Workspace;

use crate::{lock, progress::step, tools};
use anyhow::{Result, bail};
use program::{DRAWING, FUNCTION, OWNER, PAGE, Program};

/// Builds everything that ships.
///
/// # Errors
/// A tool is missing, or a step fails.
pub(crate) fn run() -> Result<()> {
    tools::for_build()?;
    let _lock = lock::built()?;
    let workspace = Workspace::of_repository()?;
    // One after another: cargo gives packages that it builds together the features that any of them wants, and the page
    // would carry what only the Function needs.
    step("compiling the pages", || compile::run(&workspace, &[&PAGE, &OWNER]))?;
    step("compiling the Function", || compile::run(&workspace, &[&FUNCTION]))?;
    let [page, owner, _] = bind_all(&workspace, [&PAGE, &OWNER, &FUNCTION])?;
    step("putting dist/ together", || dist::assemble(&workspace, &page, &owner))?;
    built_at::write(&workspace)?;
    bill::write(&workspace)
}

/// Builds the page's program alone, of another copy of the sources. Returns the folder of the built page.
pub(crate) fn page_of(workspace: &Workspace) -> Result<()> {
    compile::run(workspace, &[&PAGE])?;
    let page = bind::run(workspace, &PAGE)?;
    dist::assemble_page(workspace, &page)
}

/// Builds the rendering of answers by itself, for the bench. It does not ship.
pub(crate) fn drawing() -> Result<Built> {
    let workspace = Workspace::of_repository()?;
    step("compiling the rendering of answers", || compile::run(&workspace, &[&DRAWING]))?;
    bind::run(&workspace, &DRAWING)
}

/// Binds the programs, each on a thread of its own.
fn bind_all<const N: usize>(workspace: &Workspace, programs: [&'static Program; N]) -> Result<[Built; N]> {
    std::thread::scope(|scope| {
        let threads = programs.map(|program| scope.spawn(|| bind::run(workspace, program)));
        let mut built = Vec::new();
        for thread in threads {
            built.push(thread.join().unwrap_or_else(|_| bail!("wasm-bindgen panicked"))?);
        }
        built.try_into().map_err(|_| anyhow::anyhow!("a program was not built"))
    })
}
