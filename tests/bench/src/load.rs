//! Asks sites for replies, and measures what these cost.

use crate::{
    client::{self, Endpoint},
    processes,
    served::Served,
};
use anyhow::Result;

/// Rounds, in each of which every side is asked. An odd number, so that one is in the middle.
const ROUNDS: usize = 9;

/// Replies of one kind.
pub(crate) struct Load {
    /// Chunks in a reply.
    pub(crate) chunks: usize,
    /// Milliseconds between chunks, so that each arrives by itself, as from a model.
    pub(crate) chunk_ms: u64,
    /// Replies in one round.
    replies: usize,
    /// Replies at the same time.
    at_once: usize,
    /// The most server CPU for a reply, as a multiple of the floor.
    pub(crate) limit: f64,
}

/// A short answer and a long one.
pub(crate) const LOADS: [Load; 2] = [
    Load { chunks: 10, chunk_ms: 1, replies: 120, at_once: 2, limit: 1.25 },
    Load { chunks: 1000, chunk_ms: 1, replies: 16, at_once: 4, limit: 1.15 },
];

/// A site that is asked, and how.
pub(crate) struct Side<'a> {
    pub(crate) served: &'a Served,
    pub(crate) endpoint: Endpoint,
    /// A further header of each request.
    pub(crate) header: &'static str,
}

/// A header without an effect.
pub(crate) const NO_HEADER: &str = "accept: */*";

/// Milliseconds of server CPU and kB of memory for one reply, on each side. The sides take turns, and so does who is
/// first. The second side's CPU is the median of the rounds; the first side's is that times the median of the rounds'
/// ratios, so that a machine which is busy for a while does not change how one stands to the other.
pub(crate) fn per_reply(sides: [&Side<'_>; 2], load: &Load) -> Result<[(f64, f64); 2]> {
    let used = |side: &Side<'_>| processes::servers_below(side.served.process);
    let start = [used(sides[0])?, used(sides[1])?];
    let (mut ratios, mut floors) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        eprint!("   replies of {} chunks, round {round} of {ROUNDS}:", load.chunks);
        let mut spent = [0.0; 2];
        for at in if round % 2 == 0 { [1, 0] } else { [0, 1] } {
            let before = used(sides[at])?.cpu;
            ask(sides[at], load.replies, load.at_once)?;
            let cpu = used(sides[at])?.cpu.saturating_sub(before);
            spent[at] = cpu.as_secs_f64() * 1000.0 / load.replies as f64;
        }
        eprintln!(" {:.2} ms, {:.2} ms", spent[0], spent[1]);
        ratios.push(spent[0] / spent[1]);
        floors.push(spent[1]);
    }
    let floor = median(floors);
    let memory = |at: usize| -> Result<f64> {
        let growth = used(sides[at])?.memory_kb as f64 - start[at].memory_kb as f64;
        Ok(growth / (ROUNDS * load.replies) as f64)
    };
    Ok([(floor * median(ratios), memory(0)?), (floor, memory(1)?)])
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Milliseconds to the first byte of the body, as the median of each side. `prepare` is called before each request.
pub(crate) fn first_byte(sides: [&Side<'_>; 2], prepare: impl Fn()) -> Result<[f64; 2]> {
    const SAMPLES: usize = 100;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..SAMPLES {
        for (side, times) in sides.iter().zip(&mut times) {
            prepare();
            times.push(client::ask(side.served.port, side.endpoint, side.header)?);
        }
    }
    Ok(times.map(|mut times| {
        times.sort_unstable();
        times[SAMPLES / 2].as_secs_f64() * 1000.0
    }))
}

/// Asks for replies and reads them to their ends.
pub(crate) fn ask(side: &Side<'_>, replies: usize, at_once: usize) -> Result<()> {
    let (port, endpoint, header) = (side.served.port, side.endpoint, side.header);
    std::thread::scope(|scope| {
        let ask_all =
            move || (0..replies / at_once).try_for_each(|_| client::ask(port, endpoint, header).map(drop));
        let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(ask_all)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a client panicked")))
        })
    })
}
