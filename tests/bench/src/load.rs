//! Asks sites for replies, and measures what these cost.

use crate::{
    client::{self, Endpoint},
    processes,
    samples::Samples,
    served::Served,
};
use anyhow::Result;

/// Replies of each side before the measuring begins: until then the runtime compiles and optimises.
pub(crate) const WARM_UP: usize = 300;
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
    Load { chunks: 10, chunk_ms: 1, replies: 100, at_once: 2, limit: 1.15 },
    Load { chunks: 1000, chunk_ms: 1, replies: 16, at_once: 4, limit: 1.05 },
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

/// What one reply costs a side.
pub(crate) struct Cost {
    /// Milliseconds of server CPU, in each round.
    pub(crate) cpu: Samples,
    /// kB of memory that the servers keep, over all rounds.
    pub(crate) memory: Samples,
}

/// What one reply costs on each side. The sides take turns, and so does who is first.
pub(crate) fn per_reply<const N: usize>(sides: [&Side<'_>; N], load: &Load) -> Result<[Cost; N]> {
    let used = |side: &Side<'_>| processes::servers_below(side.served.process);
    let start = sides.iter().map(|side| used(side)).collect::<Result<Vec<_>>>()?;
    let mut cpu = vec![Vec::new(); N];
    for round in 1..=ROUNDS {
        eprint!("   replies of {} chunks, round {round} of {ROUNDS}:", load.chunks);
        for at in (0..N).map(|turn| (round + turn) % N) {
            let before = used(sides[at])?.cpu;
            ask(sides[at], load.replies, load.at_once)?;
            let spent = used(sides[at])?.cpu.saturating_sub(before);
            cpu[at].push(spent.as_secs_f64() * 1000.0 / load.replies as f64);
        }
        let last = cpu.iter().filter_map(|cpu| Some(format!("{:.2} ms", cpu.last()?)));
        eprintln!(" {}", last.collect::<Vec<_>>().join(", "));
    }
    let end = sides.iter().map(|side| used(side)).collect::<Result<Vec<_>>>()?;
    let memory = |at: usize| {
        let growth = end[at].memory_kb as f64 - start[at].memory_kb as f64;
        Samples::one(growth / (ROUNDS * load.replies) as f64)
    };
    Ok(std::array::from_fn(|at| Cost { cpu: Samples::new(cpu[at].clone()), memory: memory(at) }))
}

/// Milliseconds to the first words on each side, for as many answers as `answers` says. `prepare` is called before each request.
pub(crate) fn first_words(sides: [&Side<'_>; 2], answers: usize, prepare: impl Fn()) -> Result<[Samples; 2]> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..answers {
        for (side, times) in sides.iter().zip(&mut times) {
            prepare();
            let time = client::ask(side.served.port, side.endpoint, side.header)?;
            times.push(time.as_secs_f64() * 1000.0);
        }
    }
    Ok(times.map(Samples::new))
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
