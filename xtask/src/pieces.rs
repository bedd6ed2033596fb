//! Where two parts of a program share a few functions, the splitter makes a file of them, dozens in all. The small
//! ones travel together.

use anyhow::{Context, Result};
use std::{fs, path::Path};

/// What is smaller, in bytes, travels with the others: a request of its own costs more.
const SMALL: usize = 1200;
/// The file that they travel in.
const FILE: &str = "pieces.bin";

/// Takes a slice of the file for a request.
const TAKE: &str = r#"
let pieces;
async function piece(from, to) {
    pieces ??= fetch(new URL("./pieces.bin", import.meta.url)).then((response) => response.arrayBuffer());
    // One that did not come is asked for again.
    pieces.catch(() => { pieces = undefined; });
    return new Response((await pieces).slice(from, to), { headers: { "content-type": "application/wasm" } });
}
"#;

/// Puts the small ones of `parts` together and tells the loader where in the file each is.
pub(crate) fn gather(loader: &Path, parts: &[impl AsRef<Path>]) -> Result<()> {
    let mut script =
        fs::read_to_string(loader).with_context(|| format!("{} is missing", loader.display()))?;
    let mut all = Vec::new();
    for part in parts.iter().map(AsRef::as_ref) {
        let bytes = fs::read(part)?;
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        let request = format!("fetch(new URL(\"./{name}\", import.meta.url))");
        if bytes.len() < SMALL && script.contains(&request) {
            script = script.replace(&request, &format!("piece({}, {})", all.len(), all.len() + bytes.len()));
            all.extend(bytes);
            fs::remove_file(part)?;
        }
    }
    if !all.is_empty() {
        script.push_str(TAKE);
        fs::write(loader.with_file_name(FILE), all)?;
        fs::write(loader, script)?;
    }
    Ok(())
}
