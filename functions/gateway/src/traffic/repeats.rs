//! How often questions are asked again, and so what AI Gateway's cache would save.
//!
//! A question is known by a name alone: an HMAC of the request, of which the key is made of the site's secrets and the day
//! (UTC). So whoever reads the database cannot try whether something was asked, and a name of one day cannot be compared with
//! one of another. A name is kept for a day.
//!
//! Where there are too many questions, those stay whose names begin with some zeros: the same ones in every isolate, so a
//! question that is kept is kept each time that it is asked.

use super::cost::Prices;
use crate::{
    request::CompletionRequest,
    secret::Secret,
    time::{DAY_MS, Millis, timestamp},
};
use serde_json::{Value, json};
use wire::{
    ProviderId,
    traffic::{Caching, OfTtl, Record, Tokens},
};

/// The values of `AI_GATEWAY_CACHE_TTL` that are compared, in seconds.
const TTLS_S: [u64; 3] = [60, 3_600, 86_400];
/// Hexadecimal digits of a name: 16 bytes.
const NAME_DIGITS: usize = 32;
/// At most so many questions are kept for one write.
const MAX_QUESTIONS: usize = 200;
/// About so many are read at most, so that it takes little time.
const MAX_READ: u64 = 2_000;
/// The most zero bits that a name may have to begin with.
const MAX_LEVEL: u32 = 30;

/// The name of what a request asks.
pub fn question_name(request: &CompletionRequest, salt: &Secret, now: Millis) -> String {
    let key = salt.sign(&format!("questions of day {}", now / DAY_MS));
    let mut name = key.sign(&request.question()).reveal().to_owned();
    name.truncate(NAME_DIGITS);
    name
}

/// A question that was answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// Its name.
    pub name: String,
    /// When it was asked.
    pub at: Millis,
    /// From the request to the end of the answer, in milliseconds.
    pub total_ms: u32,
    /// AI Gateway had the answer in its cache.
    pub is_from_cache: bool,
    /// Who answered.
    pub provider: ProviderId,
    /// The model, as the provider calls it.
    pub model: String,
    /// Input and output, where the provider told them.
    pub tokens: Option<(u64, u64)>,
}

impl Question {
    /// The question of a request that was answered; `None` of any other.
    pub fn new(name: String, record: &Record) -> Option<Self> {
        let served = record.attempts.last().filter(|_| record.is_answered())?;
        Some(Self {
            name,
            at: record.at,
            total_ms: record.total_ms,
            is_from_cache: record.is_from_cache,
            provider: served.provider,
            model: served.model.clone(),
            tokens: record.tokens.map(|tokens| (tokens.input, tokens.output)),
        })
    }

    /// A list for the database.
    fn to_json(&self) -> Value {
        let Self { name, at, total_ms, is_from_cache, provider, model, tokens } = self;
        let tokens = tokens.map(|(input, output)| [input, output]);
        json!([name, at, total_ms, is_from_cache, provider.as_str(), model, tokens])
    }

    fn from_fields((name, at, total_ms, is_from_cache, provider, model, tokens): Fields<'_>) -> Option<Self> {
        let provider = provider.parse().ok()?;
        Some(Self { name, at, total_ms, is_from_cache, provider, model, tokens })
    }

    /// The zero bits that its name begins with.
    fn level(&self) -> u32 {
        self.name.get(..8).and_then(|start| u32::from_str_radix(start, 16).ok()).map_or(0, u32::leading_zeros)
    }
}

/// A question in the database. Thousands are read at once, so they are read as what they are, without a tree of values.
type Fields<'a> = (String, Millis, u32, bool, &'a str, String, Option<(u64, u64)>);

/// Questions of one isolate, or of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The names of those that are kept begin with so many zero bits: one of 2^level is.
    level: u32,
    kept: Vec<Question>,
}

impl Questions {
    /// Adds a question. Of too many only a part stays.
    pub fn add(&mut self, question: Question) {
        self.kept.push(question);
        let level = self.level;
        self.keep(level);
        while self.kept.len() > MAX_QUESTIONS && self.level < MAX_LEVEL {
            self.keep(self.level + 1);
        }
    }

    /// Adds the questions of others.
    pub fn merge(&mut self, other: &Self) {
        self.kept.extend(other.kept.iter().cloned());
        self.keep(self.level.max(other.level));
    }

    /// Leaves out what was asked before a time.
    pub(super) fn forget_before(&mut self, time: Millis) {
        self.kept.retain(|question| question.at >= time);
    }

    fn keep(&mut self, level: u32) {
        self.level = level;
        self.kept.retain(|question| question.level() >= level);
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// How many zero bits their names begin with.
    pub fn level(&self) -> u32 {
        self.level
    }

    /// Lists in JSON with commas between them, to which further ones can be added.
    pub fn to_json(&self) -> String {
        let lists: Vec<String> = self.kept.iter().map(|question| question.to_json().to_string()).collect();
        lists.join(",")
    }

    /// Reads what [`Questions::to_json`] wrote, of questions of such a level. Those of a provider that is not known are left
    /// out.
    pub fn from_json(json: &str, level: u32) -> Self {
        let list = format!("[{json}]");
        let lists: Vec<Fields<'_>> = serde_json::from_str(&list).unwrap_or_default();
        let mut questions =
            Self { level: 0, kept: lists.into_iter().filter_map(Question::from_fields).collect() };
        questions.keep(level);
        questions
    }

    /// What the owner sees of a time, at most of the last day.
    pub fn view(&self, from: Millis, to: Millis, now: Millis, prices: &Prices) -> Caching {
        let from = from.max(now.saturating_sub(DAY_MS));
        let mut questions: Vec<&Question> =
            self.kept.iter().filter(|question| (from..to).contains(&question.at)).collect();
        questions.sort();
        let one_in = 1 << self.level;
        let count = |is_counted: &dyn Fn(&Question) -> bool| {
            questions.iter().filter(|question| is_counted(question)).count() as u64 * one_in
        };
        Caching {
            from: timestamp(from),
            questions: count(&|_| true),
            one_in,
            by_gateway: count(&|question| question.provider == ProviderId::AiGateway),
            from_cache: count(&|question| question.is_from_cache),
            ttls: TTLS_S.map(|ttl_s| of_ttl(&questions, ttl_s, one_in, prices)).to_vec(),
        }
    }
}

/// The level at which so many questions of a level are few enough to be read.
pub(super) fn level_to_read(count: u64, level: u32) -> u32 {
    let too_many = (count / MAX_READ).checked_ilog2().map_or(0, |log| log + 1);
    (level + too_many).min(MAX_LEVEL)
}

/// What a cache would have saved that keeps answers for so many seconds. The questions are in the order of their names and
/// times.
fn of_ttl(questions: &[&Question], ttl_s: u64, one_in: u64, prices: &Prices) -> OfTtl {
    let ttl = ttl_s * 1000;
    let mut sum = OfTtl { ttl_s, ..OfTtl::default() };
    for same in questions.chunk_by(|one, other| one.name == other.name) {
        let mut cached: Option<&Question> = None;
        let mut before: Option<&Question> = None;
        for question in same {
            sum.asked_again += u64::from(before.is_some_and(|before| question.at - before.at <= ttl));
            before = Some(question);
            // An answer is in the cache from its end on.
            let since = |cached: &Question| cached.at + Millis::from(cached.total_ms);
            match cached {
                Some(cached) if (since(cached)..since(cached) + ttl).contains(&question.at) => {
                    // One that did come from the cache saved what it had cost before.
                    let saved = if question.is_from_cache { cached } else { question };
                    sum.saved_requests += 1;
                    sum.saved_ms += u64::from(saved.total_ms);
                    if let Some(micro_usd) = prices.list_micro_usd(saved) {
                        sum.saved_micro_usd += micro_usd;
                        sum.priced_requests += 1;
                    }
                }
                Some(cached) if question.at < since(cached) => {}
                _ => cached = Some(question),
            }
        }
    }
    OfTtl {
        ttl_s,
        asked_again: sum.asked_again * one_in,
        saved_requests: sum.saved_requests * one_in,
        saved_ms: sum.saved_ms * one_in,
        saved_micro_usd: sum.saved_micro_usd * one_in,
        priced_requests: sum.priced_requests * one_in,
    }
}

impl Prices {
    /// What an answer costs at list prices, in millionths of a US dollar, rounded down.
    fn list_micro_usd(&self, question: &Question) -> Option<u64> {
        let (input, output) = question.tokens?;
        self.of_tokens(question.provider, &question.model, question.at, Tokens { input, output })
    }
}
