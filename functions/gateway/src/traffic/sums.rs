//! Records, added up.

use super::histogram::Histogram;
use crate::time::MINUTE_MS;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::AddAssign};
use wire::{
    Attempt, Outcome, ProviderId,
    traffic::{Ending, Record},
};

/// What is added up in one sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// What the attempts and the requests of one [`Key`] come to. A request belongs to its last attempt. In JSON what is 0 is
/// left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sum {
    /// How often the provider was asked.
    #[serde(skip_serializing_if = "is_zero")]
    pub attempts: u64,
    /// From the start of an attempt to its outcome.
    #[serde(skip_serializing_if = "Histogram::is_empty")]
    pub attempt_ms: Histogram,
    /// The requests that ended here.
    #[serde(skip_serializing_if = "is_zero")]
    pub requests: u64,
    /// Those that the first provider in order did not answer.
    #[serde(skip_serializing_if = "is_zero")]
    pub by_fallback: u64,
    /// Those by which the page went on after an answer that had broken off.
    #[serde(skip_serializing_if = "is_zero")]
    pub rescues: u64,
    /// Answers that their provider broke off.
    #[serde(skip_serializing_if = "is_zero")]
    pub broken: u64,
    /// Answers whose visitor left.
    #[serde(skip_serializing_if = "is_zero")]
    pub left: u64,
    /// Answers from AI Gateway's cache.
    #[serde(skip_serializing_if = "is_zero")]
    pub from_cache: u64,
    /// Tokens of requests, where the provider reports them.
    #[serde(skip_serializing_if = "is_zero")]
    pub input_tokens: u64,
    /// Tokens of answers, where the provider reports them.
    #[serde(skip_serializing_if = "is_zero")]
    pub output_tokens: u64,
    /// From a request to the first words of its answer.
    #[serde(skip_serializing_if = "Histogram::is_empty")]
    pub first_words_ms: Histogram,
    /// From a request to the end of its answer.
    #[serde(skip_serializing_if = "Histogram::is_empty")]
    pub total_ms: Histogram,
}

/// The sums of any number of requests. In JSON a list of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Key, Sum>);

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

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first minute and the last.
    pub fn minutes(&self) -> Option<(u64, u64)> {
        Some((self.0.first_key_value()?.0.minute, self.0.last_key_value()?.0.minute))
    }

    /// The same in steps of `width` minutes, which is less to keep.
    #[must_use]
    pub fn in_steps(&self, width: u64) -> Self {
        let mut coarse = Self::default();
        for (key, sum) in &self.0 {
            let key = Key { minute: key.minute - key.minute % width, ..key.clone() };
            *coarse.0.entry(key).or_default() += sum;
        }
        coarse
    }

    /// Keeps what lies before a minute in steps of `width` minutes.
    pub fn coarsen_before(&mut self, minute: u64, width: u64) {
        let (old, new) = std::mem::take(&mut self.0).into_iter().partition(|(key, _)| key.minute < minute);
        self.0 = new;
        self.merge(&Self(old).in_steps(width));
    }

    /// JSON, for the database.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.0.iter().collect::<Vec<_>>()).unwrap_or_default()
    }

    /// Reads what [`Sums::to_json`] wrote; `None` for anything else.
    pub fn from_json(json: &str) -> Option<Self> {
        let pairs: Vec<(Key, Sum)> = serde_json::from_str(json).ok()?;
        let mut sums = Self::default();
        for (key, sum) in pairs {
            *sums.0.entry(key).or_default() += &sum;
        }
        Some(sums)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
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
