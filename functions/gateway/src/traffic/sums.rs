//! Records, added up.

use super::{
    histogram::Histogram,
    record::{Ending, Record},
};
use crate::time::MINUTE_MS;
use std::{
    collections::BTreeMap,
    ops::{AddAssign, Range},
};
use wire::{Attempt, Outcome, ProviderId};

/// What is added up in one sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Minutes since 1970.
    pub minute: u64,
    /// Who was asked. `None` for requests that were refused before anybody was.
    pub provider: Option<ProviderId>,
    /// The model, as the provider calls it.
    pub model: String,
    /// How the attempts ended, and the requests.
    pub outcome: Outcome,
}

/// What the attempts and the requests of one [`Key`] come to. A request belongs to its last attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How often the provider was asked.
    pub attempts: u64,
    /// From the start of an attempt to its outcome.
    pub attempt_ms: Histogram,
    /// The requests that ended here.
    pub requests: u64,
    /// Those that the first provider in order did not answer.
    pub by_fallback: u64,
    /// Those by which the page went on after an answer that had broken off.
    pub rescues: u64,
    /// Answers that their provider broke off.
    pub broken: u64,
    /// Answers whose visitor left.
    pub left: u64,
    /// Answers from AI Gateway's cache.
    pub from_cache: u64,
    /// Tokens of requests, where the provider reports them.
    pub input_tokens: u64,
    /// Tokens of answers, where the provider reports them.
    pub output_tokens: u64,
    /// From a request to the first words of its answer.
    pub first_words_ms: Histogram,
    /// From a request to the end of its answer.
    pub total_ms: Histogram,
}

/// The sums of any number of requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Key, Sum>);

/// What an owner asks first. Each request is either answered or failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All of them.
    pub requests: u64,
    /// Those with an answer.
    pub answered: u64,
    /// Those of them that the first provider in order did not answer.
    pub by_fallback: u64,
    /// Those without one.
    pub failed: u64,
}

impl Sums {
    /// Adds a request and its attempts.
    pub fn add(&mut self, record: &Record) {
        let minute = record.at / MINUTE_MS;
        for attempt in &record.attempts {
            let sum = self.0.entry(Key::new(minute, Some(attempt), attempt.outcome)).or_default();
            sum.attempts += 1;
            sum.attempt_ms.add(attempt.ms);
        }
        let key = Key::new(minute, record.attempts.last(), record.outcome);
        self.0.entry(key).or_default().add_request(record);
    }

    /// Adds the sums of others.
    pub fn merge(&mut self, other: &Self) {
        for (key, sum) in &other.0 {
            *self.0.entry(key.clone()).or_default() += sum;
        }
    }

    /// Each sum, by its key.
    pub fn by_key(&self) -> &BTreeMap<Key, Sum> {
        &self.0
    }

    /// The requests of some minutes.
    pub fn totals(&self, minutes: Range<u64>) -> Totals {
        let mut totals = Totals::default();
        for (key, sum) in self.0.iter().filter(|(key, _)| minutes.contains(&key.minute)) {
            totals.requests += sum.requests;
            totals.by_fallback += sum.by_fallback;
            if key.outcome == Outcome::Served {
                totals.answered += sum.requests;
            } else {
                totals.failed += sum.requests;
            }
        }
        totals
    }
}

impl Sum {
    fn add_request(&mut self, record: &Record) {
        self.requests += 1;
        self.by_fallback += u64::from(record.is_by_fallback());
        self.rescues += u64::from(record.is_rescue);
        self.broken += u64::from(record.ending == Some(Ending::Broken));
        self.left += u64::from(record.ending == Some(Ending::Left));
        self.from_cache += u64::from(record.is_from_cache);
        let tokens = record.tokens.unwrap_or_default();
        self.input_tokens += tokens.input;
        self.output_tokens += tokens.output;
        if let Some(ms) = record.first_words_ms {
            self.first_words_ms.add(ms);
        }
        self.total_ms.add(record.total_ms);
    }
}

impl AddAssign<&Sum> for Sum {
    fn add_assign(&mut self, other: &Self) {
        self.attempts += other.attempts;
        self.attempt_ms.merge(&other.attempt_ms);
        self.requests += other.requests;
        self.by_fallback += other.by_fallback;
        self.rescues += other.rescues;
        self.broken += other.broken;
        self.left += other.left;
        self.from_cache += other.from_cache;
        self.input_tokens += other.input_tokens;
        self.output_tokens += other.output_tokens;
        self.first_words_ms.merge(&other.first_words_ms);
        self.total_ms.merge(&other.total_ms);
    }
}

impl Key {
    /// The key of an attempt; of a request that was refused before anybody was asked, without one.
    fn new(minute: u64, attempt: Option<&Attempt>, outcome: Outcome) -> Self {
        Self {
            minute,
            provider: attempt.map(|attempt| attempt.provider),
            model: attempt.map(|attempt| attempt.model.clone()).unwrap_or_default(),
            outcome,
        }
    }
}
