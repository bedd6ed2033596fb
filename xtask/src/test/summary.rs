//! What is printed at the end: how many tests ran, and which steps took longest.

use crate::progress;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The numbers of tests.
#[derive(Debug, Default)]
pub(super) struct Counts {
    passed: AtomicUsize,
    failed: AtomicUsize,
}

impl Counts {
    /// Adds what `cargo test` prints: `test result: ok. 12 passed; 0 failed; …` for each program of tests.
    pub(super) fn add_rust(&self, output: &str) {
        for line in output.lines().filter(|line| line.starts_with("test result: ")) {
            self.add(&self.passed, number_before(line, " passed"));
            self.add(&self.failed, number_before(line, " failed"));
        }
    }

    /// Adds what Playwright prints at its end: `  12 passed (3.4m)`, and `  1 failed` where one failed.
    pub(super) fn add_playwright(&self, output: &str) {
        for line in output.lines().map(str::trim) {
            let is_count = |word: &str| {
                line.split_once(word).is_some_and(|(number, rest)| {
                    number.bytes().all(|b| b.is_ascii_digit()) && (rest.is_empty() || rest.starts_with(" ("))
                })
            };
            if is_count(" passed") {
                self.add(&self.passed, number_before(line, " passed"));
            } else if is_count(" failed") {
                self.add(&self.failed, number_before(line, " failed"));
            }
        }
    }

    #[expect(clippy::unused_self, reason = "the counter is one of its own")]
    fn add(&self, counter: &AtomicUsize, number: usize) {
        counter.fetch_add(number, Ordering::Relaxed);
    }

    fn get(&self) -> (usize, usize) {
        (self.passed.load(Ordering::Relaxed), self.failed.load(Ordering::Relaxed))
    }
}

/// The number that stands before a word, or 0.
fn number_before(line: &str, word: &str) -> usize {
    let before = line.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Prints the steps that took longest, and the numbers of tests.
pub(super) fn print(counts: &Counts) {
    println!("\nWhat took longest, in seconds (some of it at the same time):");
    for (what, time) in progress::slowest().iter().take(12) {
        println!("{:8.1}  {what}", time.as_secs_f32());
    }
    let (passed, failed) = counts.get();
    println!("\n{passed} passed, {failed} failed");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_all_programs_are_added() {
        let counts = Counts::default();
        counts.add_rust(
            "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured\n\
             test result: FAILED. 12 passed; 3 failed; 0 ignored\n",
        );
        counts.add_playwright(
            "  ok 1 page.spec.ts:1:1 › 7 passed here\n  1 failed\n  1 flaky\n  40 passed (3.2m)\n",
        );
        assert_eq!(counts.get(), (54, 4));
    }
}
