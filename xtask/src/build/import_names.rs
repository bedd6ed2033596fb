//! Short names for what a program imports of its script. wasm-bindgen's names have a hash each, which no compression makes
//! shorter, and stand in both files.

use super::program::Built;
use anyhow::{Context, Result};
use std::fs;
use walrus::ModuleConfig;

/// What the names begin with that wasm-bindgen gives to imports.
const GENERATED: [&str; 2] = ["__wbg_", "__wbindgen_"];

/// Renames the imports, in the program and in its script.
pub(super) fn shorten(built: &Built) -> Result<()> {
    let wasm = built.wasm();
    let mut module =
        ModuleConfig::new().parse_file(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let mut script = fs::read_to_string(built.js())?;
    for (number, import) in module.imports.iter_mut().enumerate() {
        // It is a key of an object in the script. A name that stands there more than once is also something else.
        let is_generated = GENERATED.iter().any(|prefix| import.name.starts_with(prefix));
        if !is_generated || script.matches(&format!("{}:", import.name)).count() != 1 {
            continue;
        }
        let short = format!("i{number}");
        script = script.replacen(&format!("{}:", import.name), &format!("{short}:"), 1);
        import.name = short;
    }
    fs::write(built.js(), script)?;
    module.emit_wasm_file(&wasm).with_context(|| format!("cannot write {}", wasm.display()))
}
