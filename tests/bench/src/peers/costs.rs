//! What a reply costs each gateway.

use super::{answer::ask, gateways::Gateway};
use crate::{processes, samples::Samples, sites::scenario, table::Table};
use anyhow::{Result, bail};
use emulator::Emulator;
use std::time::Duration;

/// Rounds, in each of which every gateway is asked.
const ROUNDS: usize = 5;
/// Chunks of a reply, and replies in a round.
const LOADS: [(usize, usize); 3] = [(10, 30), (100, 10), (1_000, 3)];
/// Replies of each gateway before the measuring begins.
const WARM_UP: usize = 100;
/// Replies whose first words are timed.
const TIMED: usize = 60;
/// The longest that a reply may take.
const LIMIT: Duration = Duration::from_secs(30);

/// Rows for CPU, time to the first words and memory. The floor is ours.
pub(super) fn measure(gateways: &[Gateway], emulator: &Emulator, table: &mut Table) -> Result<()> {
    emulator.set(scenario(10, 0));
    for gateway in gateways {
        replies(gateway, WARM_UP)?;
    }
    for (chunks, count) in LOADS {
        emulator.set(scenario(chunks, 0));
        let cpu = in_turn(gateways, |gateway| cpu(gateway, count))?;
        compare(gateways, &cpu, &format!("CPU, a reply of {chunks} chunks"), "ms", table);
    }
    emulator.set(scenario(10, 0));
    let mut times = vec![Vec::new(); gateways.len()];
    for _ in 0..TIMED {
        for (gateway, times) in gateways.iter().zip(&mut times) {
            let Some(first) = ask(gateway, LIMIT)?.first_words else {
                bail!("{} says nothing", gateway.name)
            };
            times.push(first.as_secs_f64() * 1000.0);
        }
    }
    let times: Vec<Samples> = times.into_iter().map(Samples::new).collect();
    compare(gateways, &times, "first words", "ms", table);
    let memory = |gateway: &Gateway| {
        let used = processes::below(gateway.served.process, gateway.process)?;
        Ok(Samples::one(used.memory_kb as f64 / 1000.0))
    };
    let memory = gateways.iter().map(memory).collect::<Result<Vec<_>>>()?;
    compare(gateways, &memory, "memory", "MB", table);
    Ok(())
}

/// Rows for those of others, beside ours, which comes first.
fn compare(gateways: &[Gateway], samples: &[Samples], what: &str, unit: &str, table: &mut Table) {
    let Some((ours, others)) = samples.split_first() else { return };
    for (gateway, other) in gateways[1..].iter().zip(others) {
        table.ratio(&format!("{what}: {} beside ours", gateway.name), unit, other, ours, None);
    }
}

/// Measures every gateway in each round. Who is first changes.
fn in_turn(gateways: &[Gateway], measure: impl Fn(&Gateway) -> Result<f64>) -> Result<Vec<Samples>> {
    let mut all = vec![Vec::new(); gateways.len()];
    for round in 0..ROUNDS {
        for at in (0..gateways.len()).map(|at| (at + round) % gateways.len()) {
            all[at].push(measure(&gateways[at])?);
        }
    }
    Ok(all.into_iter().map(Samples::new).collect())
}

/// Milliseconds of CPU for a reply.
fn cpu(gateway: &Gateway, count: usize) -> Result<f64> {
    let used = || processes::below(gateway.served.process, gateway.process);
    let before = used()?.cpu;
    replies(gateway, count)?;
    let spent = used()?.cpu.saturating_sub(before);
    Ok(spent.as_secs_f64() * 1000.0 / count as f64)
}

fn replies(gateway: &Gateway, count: usize) -> Result<()> {
    for _ in 0..count {
        if ask(gateway, LIMIT)?.whole.is_none() {
            bail!("{} gives no whole answer", gateway.name);
        }
    }
    Ok(())
}
