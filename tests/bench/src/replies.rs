//! CPU and first byte of streamed replies, here and at the floor, round by round.

use crate::{Serve, Served, client, cpu, table::Table};
use anyhow::{Context, Result};
use emulator::{Emulator, Scenario};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const ROUNDS: usize = 5;
const WARM_UP: usize = 30;

/// One kind of reply.
struct Load {
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

const LOADS: [Load; 2] = [
    Load { chunks: 10, chunk_ms: 1, replies: 120, at_once: 2, limit: 1.5 },
    Load { chunks: 1000, chunk_ms: 1, replies: 8, at_once: 4, limit: 1.25 },
];

/// A site to ask.
struct Side {
    served: Served,
    path: &'static str,
}

pub(crate) fn measure(root: &Path, emulator: &Emulator, serve: Serve<'_>, table: &mut Table) -> Result<()> {
    let dir = Scratch::new()?;
    let (here, floor) = (here(root, &dir.0, emulator, serve)?, floor(root, &dir.0, emulator, serve)?);
    let sides = [&here, &floor];
    emulator.set(scenario(10, 0));
    for side in sides {
        run(side, WARM_UP, 2)?;
    }
    if cpu::is_known() {
        for load in &LOADS {
            let [here, floor] = cpu_per_reply(sides, load, emulator)?;
            table.ratio(
                &format!("server CPU, reply of {} chunks", load.chunks),
                "ms",
                here,
                floor,
                Some(load.limit),
            );
        }
    } else {
        eprintln!("CPU is left out: it is read from /proc, which is Linux's");
    }
    let [here, floor] = first_byte(sides, emulator)?;
    table.ratio("time to the first byte, median", "ms", here, floor, None);
    Ok(())
}

/// The built site, with one provider.
fn here(root: &Path, dir: &Path, emulator: &Emulator, serve: Serve<'_>) -> Result<Side> {
    let dir = dir.join("here");
    for part in ["dist", "functions/api", "build", "wrangler.toml"] {
        copy(&root.join(part), &dir.join(part))?;
    }
    let settings = [
        ("OPENAI_BASE_URL", format!("{}/openai/v1", emulator.url())),
        ("OPENAI_API_KEY", "test-token-0000".to_owned()),
        ("OPENAI_MODEL", "bench-model".to_owned()),
    ];
    Ok(Side { served: serve(&dir, "/api/status", &settings)?, path: "/api/v1/chat/completions" })
}

fn floor(root: &Path, dir: &Path, emulator: &Emulator, serve: Serve<'_>) -> Result<Side> {
    let dir = dir.join("floor");
    copy(&root.join("tests/bench/floor"), &dir)?;
    let settings = [
        ("UPSTREAM", format!("{}/openai/v1/chat/completions", emulator.url())),
        ("TOKEN", "test-token-0000".to_owned()),
    ];
    Ok(Side { served: serve(&dir, "/api/floor", &settings)?, path: "/api/floor" })
}

fn scenario(chunks: usize, chunk_ms: u64) -> Scenario {
    Scenario {
        provider: "*".to_owned(),
        chunks: Some(chunks),
        chunk_ms: Some(chunk_ms),
        ..Scenario::default()
    }
}

/// Milliseconds of CPU for one reply, on each side.
fn cpu_per_reply(sides: [&Side; 2], load: &Load, emulator: &Emulator) -> Result<[f64; 2]> {
    emulator.set(scenario(load.chunks, load.chunk_ms));
    let mut spent = [Duration::ZERO; 2];
    for round in 1..=ROUNDS {
        eprintln!("   replies of {} chunks, round {round} of {ROUNDS}", load.chunks);
        for (side, spent) in sides.iter().zip(&mut spent) {
            let before = cpu::of_servers_below(side.served.process)?;
            run(side, load.replies, load.at_once)?;
            *spent += cpu::of_servers_below(side.served.process)?.saturating_sub(before);
        }
    }
    let replies = (ROUNDS * load.replies) as f64;
    Ok(spent.map(|spent| spent.as_secs_f64() * 1000.0 / replies))
}

/// Milliseconds to the first byte of the body, the median of each side.
fn first_byte(sides: [&Side; 2], emulator: &Emulator) -> Result<[f64; 2]> {
    const SAMPLES: usize = 100;
    emulator.set(scenario(10, 0));
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..SAMPLES {
        for (side, times) in sides.iter().zip(&mut times) {
            times.push(client::ask(side.served.port, side.path)?);
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        times[SAMPLES / 2].as_secs_f64() * 1000.0
    }))
}

fn run(side: &Side, replies: usize, at_once: usize) -> Result<()> {
    let (port, path) = (side.served.port, side.path);
    std::thread::scope(|scope| {
        let ask = move || (0..replies / at_once).try_for_each(|_| client::ask(port, path).map(drop));
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
