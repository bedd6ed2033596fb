//! What is measured in Chromium: rendering answers, beside others' libraries, and long conversations.

use crate::{build, paths, process, progress::step, tools};
use anyhow::{Context, Result};
use std::{fs, path::Path, process::Command};

/// How often each is measured.
const ROUNDS: usize = 5;
/// The libraries that are quick enough for every round, as `contenders.tsx` names them.
const QUICK: [&str; 3] = ["everchat", "streaming-markdown", "plain paragraphs"];
/// Those that render the whole answer again with each word. They are measured once.
const SLOW: [&str; 4] = ["streamdown", "markdown-it", "marked + DOMPurify", "react-markdown"];

/// Measures the rendering of a streaming answer. Returns the figures of the quick libraries and of the slow ones, as
/// JSON.
pub(super) fn drawing() -> Result<(String, String)> {
    let chromium = tools::chromium()?;
    let here = paths::root()?.join("tests/bench/page");
    if !here.join("node_modules").is_dir() {
        step("fetching what to compare with", || tools::npm_ci(&here))?;
    }
    let built = build::drawing()?;
    let target = paths::target()?.join("bench/page");
    fs::create_dir_all(&target)?;
    fs::copy(built.wasm(), target.join("drawing.wasm")).context("the drawing was not built")?;
    let alias = format!("--alias:everchat-drawing={}", built.js().display());
    bundle(
        &here.join("contenders.tsx"),
        &target.join("contenders.js"),
        &[&alias, "--define:process.env.NODE_ENV=\"production\""],
    )?;
    bundle(&here.join("page.css"), &target.join("page.css"), &["--external:/icon.svg"])?;
    let run = |rounds: usize, names: &[&str]| {
        let mut node = Command::new(paths::npm_bin("node")?);
        node.arg(here.join("measure.mjs")).arg(&target).arg(rounds.to_string()).args(names);
        process::output(node.env("CHROMIUM", &chromium))
    };
    let quick = step("rendering a streaming answer", || run(ROUNDS, &QUICK))?;
    let slow = step("rendering it again with each word", || run(1, &SLOW))?;
    Ok((quick, slow))
}

/// Measures a long conversation, on a site at this address. Returns the figures as JSON.
pub(super) fn history(url: &str) -> Result<String> {
    step("opening a long conversation", || on_site("history.mjs", url, ROUNDS))
}

/// Measures 10,000 conversations, on a site at this address. Returns the figures as JSON.
pub(super) fn library(url: &str) -> Result<String> {
    // They are stored once, which takes longer than a round.
    step("opening the page with many conversations", || on_site("library.mjs", url, 2 * ROUNDS + 1))
}

/// Measures how the page starts, on a site at this address. Returns the figures as JSON.
pub(super) fn start(url: &str) -> Result<String> {
    step("visiting the page", || on_site("start.mjs", url, ROUNDS))
}

fn on_site(script: &str, url: &str, rounds: usize) -> Result<String> {
    let mut node = Command::new(paths::npm_bin("node")?);
    node.arg(paths::root()?.join("tests/bench/page").join(script)).args([url, &rounds.to_string()]);
    process::output(node.env("CHROMIUM", tools::chromium()?))
}

fn bundle(entry: &Path, to: &Path, more: &[&str]) -> Result<()> {
    let mut esbuild = process::npm_program("esbuild")?;
    esbuild.arg(entry).args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]);
    esbuild.args(more).arg(format!("--outfile={}", to.display()));
    process::run(&mut esbuild)
}
