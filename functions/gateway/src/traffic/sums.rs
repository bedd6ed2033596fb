//! Records, added up.

use super::sum::Sum;
use crate::time::MINUTE_MS;
use std::collections::BTreeMap;
use wire::{Attempt, Outcome, ProviderId, traffic::Record};

/// What is added up in one sum. A request belongs to its last attempt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Minutes since 1970. Of older sums the first minute of their hour or day.
    pub minute: u64,
    /// Who was asked. `None` for requests that were refused before anybody was.
    pub provider: Option<ProviderId>,
    /// The model, as the provider calls it.
    pub model: String,
    /// How the attempts ended, and the requests.
    pub outcome: Outcome,
}

/// The sums of any number of requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Key, Sum>);

impl Sums {
    /// Adds a request and its attempts.
    pub fn add(&mut self, record: &Record) {
        let minute = record.at / MINUTE_MS;
        for attempt in &record.attempts {
            self.at(Key::new(minute, Some(attempt), attempt.outcome)).add_attempt(attempt.ms);
        }
        self.at(Key::new(minute, record.attempts.last(), record.outcome)).add_request(record);
    }

    /// Adds the sums of others.
    pub fn merge(&mut self, other: &Self) {
        for (key, sum) in &other.0 {
            *self.at(key.clone()) += sum;
        }
    }

    /// Adds the sums of others, which are not needed any more.
    pub fn absorb(&mut self, other: Self) {
        for (key, sum) in other.0 {
            *self.at(key) += &sum;
        }
    }

    fn at(&mut self, key: Key) -> &mut Sum {
        self.0.entry(key).or_default()
    }

    /// Each sum, by its key.
    pub fn by_key(&self) -> &BTreeMap<Key, Sum> {
        &self.0
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first minute and the last.
    pub fn minutes(&self) -> Option<(u64, u64)> {
        Some((self.0.first_key_value()?.0.minute, self.0.last_key_value()?.0.minute))
    }

    /// The sums by other keys: those that get the same one become one, those that get none are left out.
    #[must_use]
    pub fn grouped(&self, key_of: &dyn Fn(&Key) -> Option<Key>) -> Self {
        let mut groups = Self::default();
        for (key, sum) in &self.0 {
            if let Some(key) = key_of(key) {
                *groups.at(key) += sum;
            }
        }
        groups
    }

    /// The same in steps of `width` minutes, which is less to keep.
    #[must_use]
    pub fn in_steps(&self, width: u64) -> Self {
        self.in_steps_before(u64::MAX, width)
    }

    /// What lies before a minute in steps of `width` minutes, and the rest as it is.
    #[must_use]
    pub fn in_steps_before(&self, minute: u64, width: u64) -> Self {
        self.grouped(&|key| {
            let width = if key.minute < minute { width } else { 1 };
            Some(Key { minute: key.minute - key.minute % width, ..key.clone() })
        })
    }

    /// JSON, for the database: of each sum a list of minute, provider, model, outcome, counts and times.
    pub fn to_json(&self) -> String {
        let lines = self.0.iter().map(|(key, sum)| {
            let (counts, times) = sum.to_numbers();
            (
                key.minute,
                key.provider.map(ProviderId::as_str),
                &key.model,
                key.outcome.as_str(),
                counts,
                times,
            )
        });
        serde_json::to_string(&lines.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// Reads what [`Sums::to_json`] wrote; `None` for anything else.
    pub fn from_json(json: &str) -> Option<Self> {
        let lines: Vec<Line<'_>> = serde_json::from_str(json).ok()?;
        let mut sums = Self::default();
        for (minute, provider, model, outcome, counts, times) in lines {
            let provider = provider.map(str::parse).transpose().ok()?;
            let key = Key { minute, provider, model, outcome: outcome.parse().ok()? };
            *sums.at(key) += &Sum::from_numbers(&counts, &times);
        }
        Some(sums)
    }
}

/// A sum in the database. A month has thousands, so they are read as what they are, without a tree of values.
type Line<'a> = (u64, Option<&'a str>, String, &'a str, Vec<u64>, Vec<Vec<u64>>);

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
