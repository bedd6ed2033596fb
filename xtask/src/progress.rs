//! What a person sees of work that takes long.

use anyhow::Result;
use std::{
    io::{IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The steps so far, with how long each took.
static TIMES: Mutex<Vec<(String, Duration)>> = Mutex::new(Vec::new());

/// Prints what begins, does it, and prints how long it took if that was a second or more.
///
/// # Errors
/// Those of the work.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let (on, off) = if std::io::stderr().is_terminal() { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    eprintln!("{on}== {what}{off}");
    let started = Instant::now();
    let result = work()?;
    let time = started.elapsed();
    if time >= Duration::from_secs(1) {
        eprintln!("   {what}: {:.1} s", time.as_secs_f32());
    }
    let _ = std::io::stderr().flush();
    record(what, time);
    Ok(result)
}

/// Prints a step only when it is done: for one that runs beside others.
///
/// # Errors
/// Those of the work.
pub(crate) fn quiet_step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let started = Instant::now();
    let result = work()?;
    let time = started.elapsed();
    eprintln!("== {what}: {:.1} s", time.as_secs_f32());
    record(what, time);
    Ok(result)
}

/// The steps so far that took a second or more, the longest first.
pub(crate) fn slowest() -> Vec<(String, Duration)> {
    let mut times = TIMES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    times.retain(|(_, time)| *time >= Duration::from_secs(1));
    times.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    times
}

fn record(what: &str, time: Duration) {
    TIMES.lock().unwrap_or_else(PoisonError::into_inner).push((what.to_owned(), time));
}
