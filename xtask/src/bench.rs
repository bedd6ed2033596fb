//! `cargo xtask bench`: what an answer costs and what the page weighs.

mod browser;
mod weights;

use crate::{build, emulator_settings, paths, tools, traffic::month, wrangler};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::Path;

/// Options of `cargo xtask bench`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// Measure only this [default: all but weights]
    part: Option<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Rendering a streaming answer in Chromium, beside others' libraries
    Drawing,
    /// A conversation of 10,000 messages, beside one of 100
    History,
    /// Streamed replies of the Function, beside a floor
    Replies,
    /// Recording how visitors are served, and showing a month of it
    Traffic,
    /// What each optional part of the page weighs: builds it with and without, and writes tests/bench/WEIGHTS.md
    Weights,
}

/// Measures, prints the figures, and fails if one misses its target.
pub(crate) fn run(options: &Options) -> Result<()> {
    match options.part {
        Some(Part::Drawing) => drawing(false),
        Some(Part::History) => build::run().and_then(|()| history()),
        Some(Part::Replies) => {
            build::run()?;
            bench::replies(&paths::root()?, &serve)
        }
        Some(Part::Traffic) => {
            build::run()?;
            bench::traffic(&paths::root()?, &serve, &month::fill)
        }
        Some(Part::Weights) => weights::run(),
        None => {
            build::run()?;
            let replies = bench::run(&paths::root()?, &paths::target()?, &serve, &month::fill);
            drawing(true).and(history()).and(replies)
        }
    }
}

/// Serves the site in a folder once `path` answers.
fn serve(dir: &Path, path: &str, settings: &[(&str, String)]) -> Result<bench::Served> {
    let port = wrangler::free_port()?;
    let mut server = wrangler::DevServer::start(dir, port, settings)?;
    server.wait_for(path, || false)?;
    Ok(bench::Served { port, process: server.id(), guard: Box::new(server) })
}

fn drawing(with_slow: bool) -> Result<()> {
    tools::for_build()?;
    let (quick, slow) = browser::drawing(with_slow)?;
    bench::drawing(&quick, &slow)
}

fn history() -> Result<()> {
    let emulator = emulator::Emulator::start(0)?;
    let settings = [
        emulator_settings::openai_address(&emulator.url()),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "emulator-model".to_owned()),
        ("RATE_LIMIT_PER_MINUTE", "0".to_owned()),
    ];
    let site = serve(&paths::root()?, "/api/status", &settings)?;
    bench::history(&browser::history(&format!("http://127.0.0.1:{}/", site.port))?)
}
