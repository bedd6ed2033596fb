//! Makes wasm smaller, by wasm-opt of Binaryen.

use crate::process;
use anyhow::Result;
use std::path::Path;

/// What workerd and every browser since 2022 support (<https://webassembly.org/features/>). wasm-opt emits nothing newer.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Rewrites a file.
pub(super) fn run(wasm: &Path) -> Result<()> {
    let mut command = process::npm_program("wasm-opt")?;
    // The lowest kilobyte of memory is the end of the stack, so no address is computed from there.
    command
        .args(["-Oz", "--always-inline-max-function-size=4", "--low-memory-unused"])
        .args(WASM_FEATURES)
        .args(["--strip-debug", "--strip-producers"]);
    process::run(command.arg(wasm).arg("-o").arg(wasm))
}
