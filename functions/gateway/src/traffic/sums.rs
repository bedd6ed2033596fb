//! Records, added up.

use super::{
    histogram::Histogram,
    record::{Ending, Record},
};
use crate::time::Millis;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, btree_map},
    ops::{AddAssign, Range},
};
use wire::{Outcome, ProviderId};

const MINUTE_MS: Millis = 60_000;

/// What is added up in one sum.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Tokens of the requests whose provider told them.
    pub input_tokens: u64,
    /// Tokens of their answers.
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
            let key = Key {
                minute,
                provider: Some(attempt.provider),
                model: attempt.model.clone(),
                outcome: attempt.outcome,
            };
            let sum = self.0.entry(key).or_default();
            sum.attempts += 1;
            sum.attempt_ms.add(attempt.ms);
        }
        let last = record.attempts.last();
        let key = Key {
            minute,
            provider: last.map(|last| last.provider),
            model: last.map(|last| last.model.clone()).unwrap_or_default(),
            outcome: record.outcome,
        };
        self.0.entry(key).or_default().add_request(record);
    }

    /// Adds the sums of others.
    pub fn merge(&mut self, other: &Self) {
        for (key, sum) in &other.0 {
            *self.0.entry(key.clone()).or_default() += sum;
        }
    }

    /// All sums, in order.
    pub fn iter(&self) -> btree_map::Iter<'_, Key, Sum> {
        self.0.iter()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The requests of some minutes.
    pub fn totals(&self, minutes: Range<u64>) -> Totals {
        let mut totals = Totals::default();
        for (key, sum) in self.0.iter().filter(|(key, _)| minutes.contains(&key.minute)) {
            totals.requests += sum.requests;
            totals.by_fallback += sum.by_fallback;
            let side = if key.outcome == Outcome::Served { &mut totals.answered } else { &mut totals.failed };
            *side += sum.requests;
        }
        totals
    }
}

impl<'a> IntoIterator for &'a Sums {
    type Item = (&'a Key, &'a Sum);
    type IntoIter = btree_map::Iter<'a, Key, Sum>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
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
        record.first_words_ms.into_iter().for_each(|ms| self.first_words_ms.add(ms));
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
    fn parts(&self) -> (u64, &str, &str, &str) {
        let provider = self.provider.map_or("", ProviderId::as_str);
        (self.minute, provider, &self.model, self.outcome.as_str())
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
