//! What `cargo xtask bench` measures in Chromium: drawing answers, beside others' libraries, and long conversations.

use crate::{paths, process, progress::step, tools, wasm};
use anyhow::{Context, Result};
use std::{fs, process::Command};

/// Rounds; the median of each figure counts.
const ROUNDS: usize = 3;
/// Those that are quick enough for every round.
const NAMES: [&str; 3] = ["everchat", "streaming-markdown", "plain paragraphs"];
/// Those that draw everything again with each word, once.
const SLOW: [&str; 4] = ["streamdown", "markdown-it", "marked + DOMPurify", "react-markdown"];

/// Measures; returns the figures of the quick ones and of the slow ones, as JSON.
pub(crate) fn measure(with_slow: bool) -> Result<(String, String)> {
    let chromium = tools::chromium()?;
    let here = paths::root()?.join("tests/bench/page");
    if !here.join("node_modules").is_dir() {
        step("fetching what to compare with", || tools::npm_ci(&here))?;
    }
    let built = wasm::build_drawing()?;
    let target = paths::target()?.join("bench/page");
    fs::create_dir_all(&target)?;
    fs::copy(built.wasm(), target.join("drawing.wasm")).context("the drawing was not built")?;
    let alias = format!("--alias:everchat-drawing={}", built.js().display());
    bundle(
        &here.join("contenders.tsx"),
        &target.join("contenders.js"),
        &[&alias, "--define:process.env.NODE_ENV=\"production\""],
    )?;
    bundle(&paths::root()?.join("app/style/main.css"), &target.join("page.css"), &[])?;
    let run = |rounds: usize, names: &[&str]| {
        let mut node = Command::new(paths::npm_bin("node")?);
        node.arg(here.join("measure.mjs")).arg(&target).arg(rounds.to_string()).args(names);
        process::output(node.env("CHROMIUM", &chromium))
    };
    let quick = step("drawing a streaming answer", || run(ROUNDS, &NAMES))?;
    let slow =
        if with_slow { step("drawing it again with each word", || run(1, &SLOW))? } else { "{}".to_owned() };
    Ok((quick, slow))
}

/// What a long conversation costs, on a site at this address, as JSON.
pub(crate) fn measure_history(url: &str) -> Result<String> {
    let mut node = Command::new(paths::npm_bin("node")?);
    node.arg(paths::root()?.join("tests/bench/page/history.mjs")).args([url, &ROUNDS.to_string()]);
    step("opening a long conversation", || process::output(node.env("CHROMIUM", tools::chromium()?)))
}

fn bundle(entry: &std::path::Path, to: &std::path::Path, more: &[&str]) -> Result<()> {
    let mut esbuild = process::npm_program("esbuild")?;
    esbuild.arg(entry).args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]);
    esbuild.args(more).arg(format!("--outfile={}", to.display()));
    process::run(&mut esbuild)
}
