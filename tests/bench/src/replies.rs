//! CPU, memory and first byte of streamed replies, here and at the floor, round by round, and what a
//! fallback adds.

use crate::{Serve, Served, client, fallback, processes, table::Table};
use anyhow::{Context, Result};
use emulator::{Emulator, Scenario};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// Where a site is asked for an answer.
pub(crate) const CHAT: &str = "/api/v1/chat/completions";
const ROUNDS: usize = 5;
const WARM_UP: usize = 30;

/// One kind of reply.
pub(crate) struct Load {
    chunks: usize,
    /// Milliseconds between chunks, so that each arrives by itself as a model's do.
    chunk_ms: u64,
    /// Replies in one round.
    replies: usize,
    /// Of which so many at once.
    at_once: usize,
    /// The most that it may cost, in floors.
    limit: f64,
}

pub(crate) const LOADS: [Load; 2] = [
    Load { chunks: 10, chunk_ms: 1, replies: 120, at_once: 2, limit: 1.5 },
    Load { chunks: 1000, chunk_ms: 1, replies: 8, at_once: 4, limit: 1.25 },
];

/// A site to ask, and how.
pub(crate) struct Side<'a> {
    pub(crate) served: &'a Served,
    pub(crate) path: &'static str,
    /// One more header of each request.
    pub(crate) header: &'static str,
}

/// A header that says nothing.
const NO_HEADER: &str = "accept: */*";

pub(crate) fn measure(root: &Path, emulator: &Emulator, serve: Serve<'_>, table: &mut Table) -> Result<()> {
    let dir = Scratch::new()?;
    let (here, floor) = (here(root, &dir.0, emulator, serve)?, floor(root, &dir.0, emulator, serve)?);
    let here = Side { served: &here, path: CHAT, header: NO_HEADER };
    let floor = Side { served: &floor, path: "/api/floor", header: NO_HEADER };
    let sides = [&here, &floor];
    emulator.set(scenario(10, 0));
    for side in sides {
        run(side, WARM_UP, 2)?;
    }
    if processes::are_known() {
        for load in &LOADS {
            emulator.set(scenario(load.chunks, load.chunk_ms));
            let [here, floor] = per_reply(sides, load)?;
            let what = format!("reply of {} chunks", load.chunks);
            table.ratio(&format!("server CPU, {what}"), "ms", here.0, floor.0, Some(load.limit));
            // The development server keeps some for every request, whatever the Function is.
            table.ratio(&format!("memory kept, {what}"), "kB", here.1, floor.1, None);
        }
    } else {
        eprintln!("CPU is left out: it is read from /proc, which is Linux's");
    }
    emulator.set(scenario(10, 0));
    let [direct, untouched] = first_byte(sides, || ())?;
    table.ratio("time to the first byte, median", "ms", direct, untouched, None);
    fallback::measure(root, &dir.0, emulator, serve, table)
}

/// The built site, with one provider.
fn here(root: &Path, dir: &Path, emulator: &Emulator, serve: Serve<'_>) -> Result<Served> {
    site(root, &dir.join("here"), &openai(emulator), serve)
}

/// The built site, in a folder of its own.
pub(crate) fn site(root: &Path, dir: &Path, settings: &[(&str, String)], serve: Serve<'_>) -> Result<Served> {
    for part in ["dist", "functions/api", "build", "wrangler.toml"] {
        copy(&root.join(part), &dir.join(part))?;
    }
    serve(dir, "/api/status", settings)
}

/// The settings of the provider that is always well.
pub(crate) fn openai(emulator: &Emulator) -> Vec<(&'static str, String)> {
    vec![
        ("OPENAI_BASE_URL", format!("{}/openai/v1", emulator.url())),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "bench-model".to_owned()),
        // Counted, as where it is deployed, and never reached.
        ("RATE_LIMIT_PER_MINUTE", "1000000".to_owned()),
        ("STREAMS_PER_VISITOR", "1000000".to_owned()),
        ("DAILY_REQUESTS", "1000000000".to_owned()),
        ("DAILY_TOKENS", "1000000000000".to_owned()),
    ]
}

fn floor(root: &Path, dir: &Path, emulator: &Emulator, serve: Serve<'_>) -> Result<Served> {
    let dir = dir.join("floor");
    copy(&root.join("tests/bench/floor"), &dir)?;
    let settings = [
        ("UPSTREAM", format!("{}/openai/v1/chat/completions", emulator.url())),
        ("TOKEN", "test-token-0000".to_owned()),
    ];
    serve(&dir, "/api/floor", &settings)
}

pub(crate) fn scenario(chunks: usize, chunk_ms: u64) -> Scenario {
    Scenario {
        provider: "*".to_owned(),
        chunks: Some(chunks),
        chunk_ms: Some(chunk_ms),
        ..Scenario::default()
    }
}

/// Milliseconds of CPU and kB of memory for one reply, on each side.
pub(crate) fn per_reply(sides: [&Side<'_>; 2], load: &Load) -> Result<[(f64, f64); 2]> {
    let start = [
        processes::servers_below(sides[0].served.process)?,
        processes::servers_below(sides[1].served.process)?,
    ];
    let mut spent = [Duration::ZERO; 2];
    for round in 1..=ROUNDS {
        eprintln!("   replies of {} chunks, round {round} of {ROUNDS}", load.chunks);
        for (side, spent) in sides.iter().zip(&mut spent) {
            let before = processes::servers_below(side.served.process)?.cpu;
            run(side, load.replies, load.at_once)?;
            *spent += processes::servers_below(side.served.process)?.cpu.saturating_sub(before);
        }
    }
    let replies = (ROUNDS * load.replies) as f64;
    let one = |at: usize| -> Result<(f64, f64)> {
        let end = processes::servers_below(sides[at].served.process)?;
        let kept = end.memory_kb as f64 - start[at].memory_kb as f64;
        Ok((spent[at].as_secs_f64() * 1000.0 / replies, kept / replies))
    };
    Ok([one(0)?, one(1)?])
}

/// Milliseconds to the first byte of the body, the median of each side. `prepare` comes before each.
pub(crate) fn first_byte(sides: [&Side<'_>; 2], prepare: impl Fn()) -> Result<[f64; 2]> {
    const SAMPLES: usize = 100;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..SAMPLES {
        for (side, times) in sides.iter().zip(&mut times) {
            prepare();
            times.push(client::ask(side.served.port, side.path, side.header)?);
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        times[SAMPLES / 2].as_secs_f64() * 1000.0
    }))
}

fn run(side: &Side<'_>, replies: usize, at_once: usize) -> Result<()> {
    let (port, path, header) = (side.served.port, side.path, side.header);
    std::thread::scope(|scope| {
        let ask = move || (0..replies / at_once).try_for_each(|_| client::ask(port, path, header).map(drop));
        let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a client panicked")))
        })
    })
}

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("everchat-bench-{}", std::process::id()));
        fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        Ok(Self(dir))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)?.flatten() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
