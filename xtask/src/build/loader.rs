//! The part of a program's script that loads its wasm.

use anyhow::{Context, Result};

/// Where wasm-bindgen's own loader begins. It reaches to the end of the script.
const OLD: &str = "async function __wbg_load(";

/// Every browser that can run the page compiles while it loads, and Pages serves wasm by its right type. The parts ask
/// for what the program exports, which runs by then.
const NEW: &str = "function initSync() {
    return wasm;
}

async function __wbg_init({ module_or_path }) {
    const response = fetch(module_or_path);
    const { instance, module } = await WebAssembly.instantiateStreaming(response, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}

export { initSync, __wbg_init as default };
";

/// The script without what wasm-bindgen has for old browsers, old servers and old callers: half a kilobyte of the page.
pub(super) fn shorten(script: &str) -> Result<String> {
    let at = script.find(OLD).context("wasm-bindgen writes another loader than it did")?;
    Ok(format!("{}{NEW}", &script[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_is_replaced_and_the_rest_is_kept() {
        let script =
            shorten("let wasm;\nasync function __wbg_load(module, imports) {}\nexport {};\n").unwrap();
        assert!(
            script.starts_with("let wasm;\nfunction initSync()") && !script.contains("__wbg_load"),
            "{script}"
        );
        assert!(shorten("export {};").is_err());
    }
}
