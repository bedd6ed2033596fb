//! The probes of the report, made from this machine.

use crate::http;
use gateway::diagnosis::{Probe, ProbeResult};
use std::{
    io::IsTerminal,
    sync::atomic::{AtomicUsize, Ordering},
};

/// Makes all probes at once, and shows how many are done.
pub(super) fn run(probes: Vec<Probe>) -> Vec<(Probe, ProbeResult)> {
    let all = probes.len();
    let progress = Progress::new(all);
    let result: Vec<ProbeResult> = std::thread::scope(|scope| {
        let asking: Vec<_> = probes
            .iter()
            .map(|probe| {
                let progress = &progress;
                scope.spawn(move || {
                    let result = http::probe(&probe.request);
                    progress.one_more();
                    result
                })
            })
            .collect();
        asking.into_iter().map(|thread| thread.join().unwrap_or_else(|_| http::unreachable())).collect()
    });
    progress.end();
    probes.into_iter().zip(result).collect()
}

/// `Checking 3/8`, on stderr, so that stdout has the report alone.
struct Progress {
    all: usize,
    done: AtomicUsize,
    is_terminal: bool,
}

impl Progress {
    fn new(all: usize) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        if !is_terminal && all > 0 {
            eprintln!("Checking: {all} requests");
        }
        Self { all, done: 0.into(), is_terminal }
    }

    fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_terminal {
            eprint!("\rChecking {done}/{}", self.all);
        }
    }

    fn end(&self) {
        if self.is_terminal {
            eprint!("\r\x1b[K");
        }
    }
}
