//! Five hundred answers that stream at the same time for a minute, beside a floor that does the same.

use crate::{
    client::{self, Endpoint},
    load::{NO_HEADER, Side},
    processes,
    samples::Samples,
    sites::{Sites, openai, scenario},
    table::Table,
};
use anyhow::{Context, Result};
use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// Answers at the same time.
const AT_ONCE: u32 = 500;
/// How long visitors ask again once they have an answer: a minute, and of the floor half of it.
const ASKING: Duration = Duration::from_mins(1);
const ASKING_FLOOR: Duration = Duration::from_secs(30);
/// The words of an answer come a second apart, so that it takes ten.
const CHUNKS: usize = 10;
const CHUNK_MS: u64 = 1_000;

/// What the visitors of a site met with.
struct Met {
    /// Milliseconds to the first words of each answer.
    first_words: Samples,
    /// Answers that did not come, or not to their end.
    lost: usize,
    /// The most memory of the servers, in MB.
    memory: f64,
}

/// Rows for the time to the first words, what was lost, and memory.
pub(crate) fn measure(sites: &Sites<'_>, table: &mut Table) -> Result<()> {
    let emulator = &sites.emulator;
    let (here, floor) = (sites.site("streams", &openai(emulator))?, sites.floor("streams-floor")?);
    emulator.set(scenario(CHUNKS, CHUNK_MS));
    let here = stream(&Side { served: &here, endpoint: Endpoint::CHAT, header: NO_HEADER }, ASKING)?;
    let floor = stream(&Side { served: &floor, endpoint: Endpoint::FLOOR, header: NO_HEADER }, ASKING_FLOOR)?;
    for percent in [50, 99] {
        let [ours, theirs] = [&here, &floor].map(|met| Samples::one(met.first_words.percentile(percent)));
        table.ratio(&format!("500 streams: first words, {percent} in 100 below"), "ms", &ours, &theirs, None);
    }
    table.ratio("500 streams: memory", "MB", &Samples::one(here.memory), &Samples::one(floor.memory), None);
    table.count("500 streams: answers lost in a minute", here.lost, 0);
    Ok(())
}

fn stream(side: &Side<'_>, asking: Duration) -> Result<Met> {
    let (port, endpoint, header) = (side.served.port, side.endpoint, side.header);
    let until = Instant::now() + asking;
    let (sender, answers) = mpsc::channel();
    // They come one after the other, as visitors do, and not all at once.
    let apart = Duration::from_millis(CHUNK_MS) * CHUNKS as u32 / AT_ONCE;
    let visitor = |at: u32, sender: mpsc::Sender<Option<Duration>>| {
        thread::sleep(apart * at);
        while Instant::now() < until {
            let answer = client::ask(port, endpoint, header);
            if let Err(error) = &answer {
                eprintln!("   {error}");
            }
            // Nobody counts any more where measuring has failed.
            let _ = sender.send(answer.ok());
        }
    };
    thread::scope(|scope| {
        for at in 0..AT_ONCE {
            let sender = sender.clone();
            thread::Builder::new()
                .stack_size(256 * 1024)
                .spawn_scoped(scope, move || visitor(at, sender))
                .context("too many threads")?;
        }
        drop(sender);
        let mut memory: u64 = 0;
        while Instant::now() < until {
            memory = memory.max(processes::servers_below(side.served.process)?.memory_kb);
            thread::sleep(Duration::from_secs(1));
        }
        let answers: Vec<Option<Duration>> = answers.iter().collect();
        let came: Vec<f64> = answers.iter().flatten().map(|time| time.as_secs_f64() * 1000.0).collect();
        eprintln!("   500 streams: {} of {} answers came whole", came.len(), answers.len());
        Ok(Met {
            lost: answers.len() - came.len(),
            first_words: Samples::new(came),
            memory: memory as f64 / 1000.0,
        })
    })
}
