//! What a person sees while it takes long.

use anyhow::Result;
use std::{
    io::{IsTerminal, Write},
    time::Instant,
};

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let bold = std::io::stderr().is_terminal();
    let (on, off) = if bold { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    eprintln!("{on}== {what}{off}");
    let started = Instant::now();
    let result = work()?;
    let seconds = started.elapsed().as_secs_f32();
    if seconds >= 1.0 {
        eprintln!("   {what}: {seconds:.1} s");
    }
    let _ = std::io::stderr().flush();
    Ok(result)
}
