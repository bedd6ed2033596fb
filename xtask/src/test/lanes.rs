//! Two sequences of steps at the same time.

use crate::process::Stop;
use anyhow::{Result, anyhow};

/// A sequence of steps. It ends early once it is told to stop.
pub(super) type Lane<'a> = Box<dyn FnOnce(&Stop) -> Result<()> + Send + 'a>;

/// Runs both. Where one fails the other is stopped, and the error is that of the first to fail.
pub(super) fn run(lanes: [Lane<'_>; 2]) -> Result<()> {
    let stop = Stop::default();
    let stop = &stop;
    let run = |lane: Lane<'_>| {
        let result = lane(stop);
        let is_first = result.is_err() && !stop.is_set();
        if is_first {
            stop.set();
        }
        (is_first, result)
    };
    let [first, second] = lanes;
    let results = std::thread::scope(|scope| {
        let second = scope.spawn(|| run(second));
        let first = run(first);
        [first, second.join().unwrap_or_else(|_| (true, Err(anyhow!("a check panicked"))))]
    });
    let first = results.into_iter().find(|(is_first, _)| *is_first);
    first.map_or(Ok(()), |(_, result)| result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;
    use std::time::{Duration, Instant};

    fn until_stopped(stop: &Stop) -> Result<()> {
        let began = Instant::now();
        while !stop.is_set() && began.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(1));
        }
        bail!("stopped")
    }

    #[test]
    fn both_run_and_both_must_succeed() {
        assert!(run([Box::new(|_| Ok(())), Box::new(|_| Ok(()))]).is_ok());
    }

    #[test]
    fn the_failure_of_one_stops_the_other_and_is_the_one_that_is_reported() {
        let error = run([Box::new(until_stopped), Box::new(|_| bail!("a lint"))]).unwrap_err();
        assert_eq!(error.to_string(), "a lint");
        let error = run([Box::new(|_| bail!("the build")), Box::new(until_stopped)]).unwrap_err();
        assert_eq!(error.to_string(), "the build");
    }
}
