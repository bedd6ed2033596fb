//! Chromium, for the browser tests.

use crate::{paths, process, progress::step};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The path of Chromium. It is installed if it is missing and this is a Debian machine's root, as in a container.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(found) = find() {
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
    find().context(
        "the browser tests need Chromium, and none was found; install it (Debian and Ubuntu: `sudo apt-get \
         install chromium`, macOS: `brew install --cask chromium`, anywhere: `npx playwright install chromium`), \
         or set CHROMIUM to its path",
    )
}

/// `CHROMIUM`, or else a Chromium or Chrome of the system, or else Playwright's.
fn find() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return Some(path);
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name)));
    let mac = ["Chromium", "Google Chrome"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")));
    in_path.chain(mac).find(|candidate| candidate.is_file()).or_else(of_playwright)
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
