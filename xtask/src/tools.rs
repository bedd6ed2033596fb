//! Fetches what is missing: the wasm target, the npm packages, a Chromium. What cannot be fetched
//! is named, with the command that would.

use crate::{paths, process, progress::step};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What building needs.
pub(crate) fn for_build() -> Result<()> {
    wasm_target()?;
    npm_packages()
}

fn wasm_target() -> Result<()> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).exists() {
        return Ok(());
    }
    step("fetching the wasm target of Rust", || {
        process::run(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
            format!("Rust's {WASM_TARGET} target is missing; `rustup target add {WASM_TARGET}` adds it")
        })
    })
}

/// The packages are complete if the lock file is the one that they were installed from.
fn npm_packages() -> Result<()> {
    let root = paths::root()?;
    let lock = fs::read(root.join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = root.join("node_modules/.everchat-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("fetching the npm packages", || npm_ci(&root))?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Fetches what a folder's lock file names.
pub(crate) fn npm_ci(dir: &Path) -> Result<()> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(dir);
    process::run(&mut command).context("npm could not fetch them; Node.js (https://nodejs.org) brings npm")
}

/// Where Chromium is: found, or installed where that may be done.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let may_install = Path::new("/usr/bin/apt-get").exists() && is_root();
    if may_install {
        step("fetching Chromium", || {
            process::run(Command::new("apt-get").args(["update", "-qq"]))?;
            process::run(
                Command::new("apt-get")
                    .args(["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"])
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )
        })?;
    }
    find_chromium().context(
        "the browser tests need Chromium, and none was found; install it (Debian and Ubuntu: `sudo apt-get \
         install chromium`, macOS: `brew install --cask chromium`, anywhere: `npx playwright install chromium`), \
         or set CHROMIUM to its path",
    )
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return Some(path);
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name)));
    let mac = ["Chromium", "Google Chrome"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")));
    in_path.chain(mac).find(|candidate| candidate.is_file()).or_else(playwrights_own)
}

/// What `npx playwright install chromium` fetched, if anything.
fn playwrights_own() -> Option<PathBuf> {
    let script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    let mut node = process::npm_program("node").ok()?;
    let path = process::output(node.args(["-e", script]).current_dir(paths::root().ok()?)).ok()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// What testing needs besides.
pub(crate) fn for_tests() -> Result<PathBuf> {
    for component in ["rustfmt", "clippy"] {
        let tool = if component == "clippy" { "cargo-clippy" } else { "rustfmt" };
        if process::output(Command::new(tool).arg("--version")).is_err() {
            let add = process::run(Command::new("rustup").args(["component", "add", component]));
            if add.is_err() {
                bail!("{component} is missing; `rustup component add {component}` adds it");
            }
        }
    }
    chromium()
}
