//! From Rust to wasm, by cargo.

use super::{program::Program, workspace::Workspace};
use crate::process;
use anyhow::Result;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target, and the folder below `target/` that cargo builds it into.
const TARGET: &str = "wasm32-unknown-unknown";

/// What the Function spends most of its time in is compiled for speed: server CPU of a short reply is 1.23 of the floor's
/// in place of 1.28, for 6 kB. All of it compiled so would be 1.18, for 105 kB.
const HOT_PACKAGES: [&str; 9] = [
    "digest",
    "futures-util",
    "hmac",
    "js-sys",
    "serde_json",
    "sha2",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "worker",
];

/// Compiles packages for release.
pub(super) fn run(workspace: &Workspace, programs: &[&Program]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--target", TARGET]);
    for program in programs {
        cargo.args(["--package", program.name]);
    }
    let mut flags = remapped_paths(workspace);
    flags.extend(workspace.flags.iter().cloned());
    // The standard library is compiled with these flags too, and for size: both together make the Function a twelfth
    // smaller. Of the pinned compiler, stable as it is, this asks for what only nightly ones offer by themselves.
    cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    cargo.env("RUSTC_BOOTSTRAP", "1");
    if programs.iter().any(|program| program.name == "functions") {
        let config = |package| format!("profile.release.package.{package}.opt-level=2");
        cargo.args(HOT_PACKAGES.iter().flat_map(|package| ["--config".to_owned(), config(package)]));
    }
    cargo.arg("--target-dir").arg(&workspace.target).current_dir(&workspace.root);
    process::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f")))
}

/// The compiled program.
pub(super) fn output(workspace: &Workspace, program: &Program) -> PathBuf {
    workspace.target.join(TARGET).join("release").join(format!("{}.wasm", program.name))
}

/// Compiler flags. This machine's folders stay out of the panic messages in the wasm: the same sources give the
/// same bytes on every machine, and fewer of them.
fn remapped_paths(workspace: &Workspace) -> Vec<String> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| Path::new(&home).join(".cargo"), PathBuf::from);
    let registry = cargo.join("registry/src");
    let registries = fs::read_dir(registry).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = registries.chain([workspace.root.clone()]);
    folders.map(|folder| format!("--remap-path-prefix={}=", folder.display())).collect()
}
