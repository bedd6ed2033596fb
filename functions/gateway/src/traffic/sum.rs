//! What is counted and timed of attempts and requests.

use super::histogram::Histogram;
use std::ops::{AddAssign, Index};
use wire::traffic::{Ending, Record};

/// What is counted. The database keeps the counts in this order, so new ones come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// How often the provider was asked.
    Attempts,
    /// The requests that ended here.
    Requests,
    /// Those that the first provider in order did not answer.
    ByFallback,
    /// Those by which the page went on after an answer that had broken off.
    Rescues,
    /// Answers that their provider broke off.
    Broken,
    /// Answers whose visitor left.
    Left,
    /// Answers from AI Gateway's cache.
    FromCache,
    /// Tokens of requests, where the provider reports them.
    InputTokens,
    /// Tokens of answers, where the provider reports them.
    OutputTokens,
    /// Answers that are paid for and whose tokens are known: all but those from AI Gateway's cache.
    Paid,
    /// Tokens of their requests.
    PaidInput,
    /// Tokens of these answers.
    PaidOutput,
}

/// What is timed, in the order in which the database keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// From the start of an attempt to its outcome.
    Attempt,
    /// From a request to the first words of its answer.
    FirstWords,
    /// From a request to the end of its answer.
    Total,
}

const COUNTERS: usize = Counter::PaidOutput as usize + 1;
const TIMERS: usize = Timer::Total as usize + 1;

/// What attempts and requests come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    counts: [u64; COUNTERS],
    times: [Histogram; TIMERS],
}

impl Sum {
    /// Adds an attempt that took so many milliseconds.
    pub(super) fn add_attempt(&mut self, ms: u32) {
        self.count(Counter::Attempts, 1);
        self.time(Timer::Attempt, ms);
    }

    /// Adds a request.
    pub(super) fn add_request(&mut self, record: &Record) {
        let tokens = record.tokens.unwrap_or_default();
        self.count(Counter::Requests, 1);
        self.count(Counter::ByFallback, record.is_by_fallback().into());
        self.count(Counter::Rescues, record.is_rescue.into());
        self.count(Counter::Broken, (record.ending == Some(Ending::Broken)).into());
        self.count(Counter::Left, (record.ending == Some(Ending::Left)).into());
        self.count(Counter::FromCache, record.is_from_cache.into());
        self.count(Counter::InputTokens, tokens.input);
        self.count(Counter::OutputTokens, tokens.output);
        if let Some(paid) = record.tokens.filter(|_| record.is_answered() && !record.is_from_cache) {
            self.count(Counter::Paid, 1);
            self.count(Counter::PaidInput, paid.input);
            self.count(Counter::PaidOutput, paid.output);
        }
        if let Some(ms) = record.first_words_ms {
            self.time(Timer::FirstWords, ms);
        }
        self.time(Timer::Total, record.total_ms);
    }

    fn count(&mut self, counter: Counter, count: u64) {
        self.counts[counter as usize] += count;
    }

    fn time(&mut self, timer: Timer, ms: u32) {
        self.times[timer as usize].add(ms);
    }

    /// Numbers for the database: the counts, and each histogram.
    pub(super) fn to_numbers(&self) -> (&[u64], Vec<Vec<u64>>) {
        (&self.counts, self.times.iter().map(Histogram::to_numbers).collect())
    }

    /// Reads what [`Sum::to_numbers`] wrote. What a newer version counts is left out.
    pub(super) fn from_numbers(counts: &[u64], times: &[Vec<u64>]) -> Self {
        let mut sum = Self::default();
        for (count, known) in sum.counts.iter_mut().zip(counts) {
            *count = *known;
        }
        for (time, known) in sum.times.iter_mut().zip(times) {
            *time = Histogram::from_numbers(known);
        }
        sum
    }
}

impl Index<Counter> for Sum {
    type Output = u64;

    fn index(&self, counter: Counter) -> &u64 {
        &self.counts[counter as usize]
    }
}

impl Index<Timer> for Sum {
    type Output = Histogram;

    fn index(&self, timer: Timer) -> &Histogram {
        &self.times[timer as usize]
    }
}

impl AddAssign<&Sum> for Sum {
    fn add_assign(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        for (time, more) in self.times.iter_mut().zip(&other.times) {
            time.merge(more);
        }
    }
}
