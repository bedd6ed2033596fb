//! Splits off the parts of a program that are loaded on demand: what only the functions marked `#[wasm_split]` reach.

use super::program::Built;
use anyhow::{Context, Result, anyhow};
use std::{
    fs,
    path::{Path, PathBuf},
};
use walrus::ModuleConfig;

/// The script that loads the parts, beside the program's own.
const LOADER: &str = "./parts.js";

/// The file that names the files of each part, without `.wasm`: `{"library": ["chunk_9", "split_library"]}`.
const PARTS: &str = "parts.json";

/// Writes the parts and their loader, and returns what is left of the program, for wasm-bindgen.
pub(super) fn run(input: &[u8], built: &Built) -> Result<PathBuf> {
    fs::create_dir_all(&built.dir)?;
    let main = built.dir.join("unbound.wasm");
    let script = format!("./{}.js", built.name);
    let mut options = wasm_split_cli_support::Options::new(input);
    options.output_dir = &built.dir;
    options.main_out_path = &main;
    options.main_module = &script;
    options.link_name = LOADER;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cannot split {}: {error:?}", built.name))?;
    split.split_modules.iter().try_for_each(|part| remove_names(part))?;
    fs::write(built.dir.join(PARTS), serde_json::to_string(&split.prefetch_map)?)?;
    Ok(main)
}

/// Removes the names of functions and labels, which no browser needs. wasm-opt would, too, but it warns of names of
/// labels, since it does not know that part of the format.
fn remove_names(wasm: &Path) -> Result<()> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse_file(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    module.emit_wasm_file(wasm).with_context(|| format!("cannot write {}", wasm.display()))
}
