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

/// `--flatten --rereloop` takes expressions and branches apart, so that the passes after it find more in common: 2 kB
/// of the page's 230. The lowest kilobyte of memory is the end of the stack, where no address is computed.
const PASSES: [&str; 6] = ["-Oz", "--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// Rewrites a file.
pub(super) fn run(wasm: &Path) -> Result<()> {
    let mut command = process::npm_program("wasm-opt")?;
    command.args(PASSES).args(WASM_FEATURES).args(["--strip-debug", "--strip-producers"]);
    process::run(command.arg(wasm).arg("-o").arg(wasm))
}
