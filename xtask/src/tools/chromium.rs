//! Chromium, for the browser tests.

use crate::{paths, process, progress::step};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Chromium without a window's surroundings, as Playwright itself runs it: the tests take a quarter less time.
const HEADLESS: &str = "chromium-headless-shell";

/// The path of Chromium: `CHROMIUM`, or else the headless shell, or else a Chromium or Chrome of the system, or else
/// Playwright's. Where this is a Debian machine's root, as in a container, what is missing is installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(|| in_path(&[HEADLESS])) {
        return Ok(path);
    }
    let may_install = Path::new("/usr/bin/apt-get").exists() && is_root();
    if may_install {
        // Ubuntu has no such package.
        let installed = step("fetching Chromium", || install(HEADLESS));
        if let Some(path) = installed.ok().and_then(|()| in_path(&[HEADLESS])) {
            return Ok(path);
        }
    }
    let found = of_system().or_else(of_playwright);
    if found.is_none() && may_install {
        step("fetching Chromium", || install("chromium"))?;
    }
    found.or_else(of_system).context(
        "the browser tests need Chromium, and none was found; install it (Debian: `sudo apt-get install \
         chromium-headless-shell`, Ubuntu: `sudo apt-get install chromium`, macOS: `brew install --cask chromium`, \
         anywhere: `npx playwright install chromium`), or set CHROMIUM to its path",
    )
}

/// Installs a package of Chromium, and a Chinese font.
fn install(package: &str) -> Result<()> {
    // Without a network this must not take minutes: another Chromium may do.
    process::run(Command::new("apt-get").args(["update", "-qq", "-o", "Acquire::http::Timeout=20"]))?;
    process::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends", package, "fonts-noto-cjk"])
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn of_system() -> Option<PathBuf> {
    let mac = ["Chromium", "Google Chrome"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")));
    in_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"])
        .or_else(|| mac.into_iter().find(|candidate| candidate.is_file()))
}

/// The first program of these names in `PATH`.
fn in_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let candidates =
        std::env::split_paths(&path).flat_map(|dir| names.iter().map(move |name| dir.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

/// What `npx playwright install chromium` fetched, if anything.
fn of_playwright() -> Option<PathBuf> {
    let script = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    let mut node = process::npm_program("node").ok()?;
    let path = process::output(node.args(["-e", script]).current_dir(paths::root().ok()?)).ok()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
