//! `cargo xtask bench`: what an answer costs and what the page weighs.

mod browser;
mod peers;
mod results;
mod weights;

use crate::{build, emulator_settings, paths, progress::step, tools, traffic::month, wrangler};
use anyhow::{Result, bail};
use bench::{Run, StartPeers, Table};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `cargo xtask bench`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// Measure only this [default: all but weights; writes tests/bench/RESULTS.md]
    part: Option<Part>,
    /// Write the figures into this file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Say what became slower than in this file, by more than the noise
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The built files, which are the same on every machine
    Sizes,
    /// Rendering a streaming answer in Chromium, beside others' libraries
    Drawing,
    /// Streamed replies of the Function, beside a floor
    Edge,
    /// What is more than a reply: fallbacks, a translation, wrong codes
    Fallback,
    /// The page until it stands, also on a slow phone
    Start,
    /// A conversation of 10,000 messages, and 10,000 conversations, in the browser
    Chats,
    /// A month of a million requests, and 500 streams at once
    Growth,
    /// Gateways of others beside ours, also under faults
    Peers,
    /// What each optional part of the page weighs: builds it with and without, and writes tests/bench/WEIGHTS.md
    Weights,
}

impl Part {
    /// Those that are measured together.
    const MEASURED: [Self; 8] = [
        Self::Sizes,
        Self::Edge,
        Self::Fallback,
        Self::Drawing,
        Self::Start,
        Self::Chats,
        Self::Growth,
        Self::Peers,
    ];

    /// The figures, and what is no figure as Markdown.
    fn measure(self) -> Result<(Table, String)> {
        let root = paths::root()?;
        let table = match self {
            Self::Sizes => bench::sizes(&root, &paths::target()?),
            Self::Drawing => {
                tools::for_build()?;
                let (quick, slow) = browser::drawing()?;
                bench::drawing(&quick, &slow)
            }
            Self::Edge => bench::edge(&root, &serve),
            Self::Fallback => bench::fallback(&root, &serve),
            Self::Start => on_a_site(|url| bench::start(&browser::start(url)?)),
            Self::Chats => on_a_site(|url| bench::chats(&browser::history(url)?, &browser::library(url)?)),
            Self::Growth => bench::growth(&root, &serve, &month::fill),
            Self::Peers => {
                peers::install()?;
                let start = StartPeers { portkey: &peers::start_portkey, litellm: &peers::start_litellm };
                return bench::peers(&root, &serve, start);
            }
            Self::Weights => weights::run().map(|()| Table::default()),
        };
        Ok((table?, String::new()))
    }
}

/// Measures, prints the figures, and fails if one misses its target.
pub(crate) fn run(options: &Options) -> Result<()> {
    // What cannot be read is better known before an hour than after it.
    let earlier = options.against.as_deref().map(Run::read).transpose()?;
    let parts = options.part.map_or_else(|| Part::MEASURED.to_vec(), |part| vec![part]);
    if parts != [Part::Weights] && parts != [Part::Drawing] {
        build::run()?;
    }
    let (mut table, mut details) = (Table::default(), String::new());
    for part in parts {
        let name = part.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let (measured, more) = step(&format!("bench {name}"), || part.measure())?;
        print!("{measured}{more}");
        table.extend(measured);
        details += &more;
    }
    let run = results::of_this_machine(table, details)?;
    if options.part.is_none() {
        results::write_markdown(&run)?;
    }
    if let Some(file) = &options.json {
        run.write(file)?;
    }
    if let Some(earlier) = earlier {
        let slower = run.slower_than(&earlier);
        println!("Slower than on {}: {}", earlier.at, if slower.is_empty() { "nothing" } else { "" });
        for line in slower {
            println!("- {line}");
        }
    }
    match run.table.missed() {
        0 => Ok(()),
        missed => bail!("{missed} of the targets missed"),
    }
}

/// Serves the site in a folder once `path` answers.
fn serve(dir: &Path, path: &str, settings: &[(&str, String)]) -> Result<bench::Served> {
    let port = wrangler::free_port()?;
    let mut server = wrangler::DevServer::start(dir, port, settings)?;
    server.wait_for(path, || false)?;
    Ok(bench::Served { port, process: server.id(), guard: Box::new(server) })
}

/// Measures on the built site, whose provider is the emulator.
fn on_a_site(measure: impl FnOnce(&str) -> Result<Table>) -> Result<Table> {
    let emulator = emulator::Emulator::start(0)?;
    let settings = [
        emulator_settings::openai_address(&emulator.url()),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "emulator-model".to_owned()),
        ("RATE_LIMIT_PER_MINUTE", "0".to_owned()),
    ];
    let site = serve(&paths::root()?, "/api/status", &settings)?;
    measure(&format!("http://127.0.0.1:{}/", site.port))
}
