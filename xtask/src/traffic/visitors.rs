//! Visitors who never were: by day and night, with a provider whose evening is bad and an allowance that is used up.

use gateway::{
    time::{HOUR_MS, Millis},
    traffic::{Client, Ending, Record, Tokens},
};
use wire::{Attempt, Outcome, ProviderId};

/// A sequence of numbers, the same in each run (the generator of Knuth's MMIX).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn is_one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// A time that is mostly near `ms`, and sometimes much longer.
    fn time(&mut self, ms: u64) -> u32 {
        let tail = if self.is_one_in(20) { ms * self.below(6) } else { 0 };
        u32::try_from(ms / 2 + self.below(ms) + tail).unwrap_or(u32::MAX)
    }
}

/// How many come in an hour: most by day (UTC), fewest at night.
pub(super) fn visitors(hour: u64, random: &mut Random) -> u64 {
    const BY_HOUR: [u64; 24] =
        [14, 10, 8, 8, 10, 16, 24, 34, 46, 58, 62, 64, 60, 66, 70, 68, 60, 54, 50, 46, 40, 34, 26, 20];
    BY_HOUR[usize::try_from(hour % 24).unwrap_or_default()] + random.below(16)
}

/// A request of an hour, which is the `hour`th of a week.
pub(super) fn record(hour_at: Millis, hour: u64, random: &mut Random) -> Record {
    // On the third day Workers AI has no capacity for an evening, and on the fifth the day's neurons are gone at four.
    let is_bad_evening = (2 * 24 + 18..2 * 24 + 22).contains(&hour);
    let is_spent = (4 * 24 + 16..5 * 24).contains(&hour);
    let first = match () {
        () if is_bad_evening && !random.is_one_in(5) => Some(Outcome::Busy),
        () if is_spent => Some(Outcome::Quota),
        () if random.is_one_in(60) => Some(Outcome::Timeout),
        () => None,
    };
    let mut attempts = Vec::new();
    let mut waited = 0;
    if let Some(outcome) = first {
        let ms = if outcome == Outcome::Timeout { 10_000 } else { random.time(90) };
        waited = ms;
        let status = (outcome != Outcome::Timeout).then_some(429);
        attempts.push(Attempt {
            provider: ProviderId::WorkersAi,
            model: WORKERS_MODEL.to_owned(),
            outcome,
            status,
            ms,
        });
    }
    let serves = if first.is_none() {
        (ProviderId::WorkersAi, WORKERS_MODEL, 420)
    } else {
        (ProviderId::Gemini, GEMINI_MODEL, 680)
    };
    let (provider, model, speed) = serves;
    // In the bad evening the second provider is asked more than it takes.
    let fails = is_bad_evening && first.is_some() && random.is_one_in(9);
    let outcome = if fails { Outcome::RateLimited } else { Outcome::Served };
    let ms = random.time(speed);
    attempts.push(Attempt {
        provider,
        model: model.to_owned(),
        outcome,
        status: Some(if fails { 429 } else { 200 }),
        ms,
    });
    let words = waited + ms;
    let is_stream = !random.is_one_in(6);
    let ending = match random.below(40) {
        0 => Ending::Broken,
        1 | 2 => Ending::Left,
        _ => Ending::Whole,
    };
    Record {
        at: hour_at + random.below(HOUR_MS),
        request_id: format!("{:08x}-demo-4000-8000-{:012x}", random.next(), random.next()),
        client: if random.is_one_in(5) { Client::Api } else { Client::Page },
        is_stream,
        is_rescue: random.is_one_in(50),
        attempts,
        outcome,
        first_words_ms: (!fails).then_some(words),
        total_ms: if fails { words } else { words + random.time(4_000) },
        ending: (!fails).then_some(if is_stream { ending } else { Ending::Whole }),
        tokens: (!fails && !is_stream)
            .then(|| Tokens { input: 40 + random.below(900), output: 60 + random.below(700) }),
        is_from_cache: false,
        colo: Some(["HKG", "FRA", "SJC"][usize::try_from(random.below(3)).unwrap_or_default()].to_owned()),
    }
}

const WORKERS_MODEL: &str = "@cf/meta/llama-4-scout-17b-16e-instruct";
const GEMINI_MODEL: &str = "gemini-flash-latest";
