//! Classes that a program exports and no script uses. Leptos brings `server_fn`, and that brings `wasm-streams`, whose classes
//! for streamed bodies are exported wherever it is linked.

use super::program::Built;
use anyhow::{Context, Result};
use walrus::ModuleConfig;

/// What the names of these classes' functions contain.
const UNUSED: &str = "intounderlying";

/// Exports them no more, so that wasm-opt removes what only they use.
pub(super) fn remove(built: &Built) -> Result<()> {
    let wasm = built.wasm();
    let mut module =
        ModuleConfig::new().parse_file(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let unused = module.exports.iter().filter(|export| export.name.contains(UNUSED));
    let unused: Vec<_> = unused.map(walrus::Export::id).collect();
    for export in unused {
        module.exports.delete(export);
    }
    module.emit_wasm_file(&wasm).with_context(|| format!("cannot write {}", wasm.display()))
}
