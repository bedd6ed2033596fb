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

/// Passes that make the file smaller, and what Brotli makes of it larger: repeated code compresses well.
const SKIPPED_PASSES: [&str; 3] =
    ["--skip-pass=merge-similar-functions", "--skip-pass=local-cse", "--skip-pass=dae-optimizing"];

/// Rewrites a file.
pub(super) fn run(wasm: &Path) -> Result<()> {
    let mut command = process::npm_program("wasm-opt")?;
    // The lowest kilobyte of memory is the end of the stack, so no address is computed from there. The pass is repeated as
    // long as it makes the file smaller, which is most of a kilobyte of the page.
    command
        .args(["-Oz", "--converge", "--low-memory-unused"])
        .args(SKIPPED_PASSES)
        .args(WASM_FEATURES)
        .args(["--strip-debug", "--strip-producers"]);
    process::run(command.arg(wasm).arg("-o").arg(wasm))
}
