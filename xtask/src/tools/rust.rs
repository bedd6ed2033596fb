//! Parts of the Rust toolchain, by rustup.

use crate::{paths, process, progress::step};
use anyhow::{Context, Result, bail};
use std::{path::Path, process::Command};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target, and the sources of the standard library, which the page's programs compile with their own flags.
pub(super) fn wasm_target() -> Result<()> {
    add("target", WASM_TARGET, &format!("lib/rustlib/{WASM_TARGET}"))?;
    add("component", "rust-src", "lib/rustlib/src/rust/library/Cargo.lock")
}

/// Adds a part of the toolchain, unless `path` is there.
fn add(kind: &str, name: &str, path: &str) -> Result<()> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join(path).exists() {
        return Ok(());
    }
    step(&format!("fetching {name} of Rust"), || {
        process::run(Command::new("rustup").args([kind, "add", name]))
            .with_context(|| format!("Rust's {name} is missing; `rustup {kind} add {name}` adds it"))
    })
}

/// Adds rustfmt and clippy.
pub(super) fn lint_tools() -> Result<()> {
    for (component, program) in [("rustfmt", "rustfmt"), ("clippy", "cargo-clippy")] {
        if process::output(Command::new(program).arg("--version")).is_err()
            && process::run(Command::new("rustup").args(["component", "add", component])).is_err()
        {
            bail!("{component} is missing; `rustup component add {component}` adds it");
        }
    }
    Ok(())
}

/// cargo without what a debugger needs, which would take gigabytes.
pub(super) fn cargo(args: &[&str]) -> Result<Command> {
    let mut command = Command::new("cargo");
    command.args(["--quiet", "--locked"]).args(args).current_dir(paths::root()?);
    command.env("CARGO_PROFILE_DEV_DEBUG", "none");
    Ok(command)
}
