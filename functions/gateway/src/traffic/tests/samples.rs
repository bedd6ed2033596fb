//! Records to test with.

use crate::traffic::{Client, Ending, Record, Sums, Tokens};
use proptest::prelude::*;
use wire::{Attempt, Outcome, ProviderId};

const OUTCOMES: [Outcome; 5] =
    [Outcome::Served, Outcome::Busy, Outcome::Unauthorized, Outcome::Timeout, Outcome::Skipped];

pub(super) fn attempt(provider: ProviderId, outcome: Outcome, ms: u32) -> Attempt {
    Attempt { provider, model: "m".to_owned(), outcome, status: None, ms }
}

/// An answer that the page got as a stream.
pub(super) fn answered(at: u64, request_id: &str, attempts: Vec<Attempt>) -> Record {
    Record {
        at,
        request_id: request_id.to_owned(),
        client: Client::Page,
        is_stream: true,
        is_rescue: false,
        outcome: attempts.last().map_or(Outcome::RateLimited, |last| last.outcome),
        attempts,
        first_words_ms: Some(340),
        total_ms: 2_000,
        ending: Some(Ending::Whole),
        tokens: None,
        is_from_cache: false,
        colo: Some("HKG".to_owned()),
    }
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let (provider, outcome) = (prop::sample::select(&ProviderId::ALL), prop::sample::select(&OUTCOMES[1..]));
    (provider, 0..2_u8, outcome, 0..20_000_u32).prop_map(|(provider, model, outcome, ms)| Attempt {
        model: format!("model-{model}"),
        ..attempt(provider, outcome, ms)
    })
}

/// A request of one of three minutes: refused at once, failed, or answered by its last attempt.
pub(super) fn any_record() -> impl Strategy<Value = Record> {
    let asked = (prop::collection::vec(any_attempt(), 0..4), any::<bool>());
    let ending = prop::sample::select(&[Ending::Whole, Ending::Broken, Ending::Left]);
    let rest = (0..180_000_u64, any::<[bool; 3]>(), 0..60_000_u32, 0..500_u64, any::<u32>());
    (asked, ending, rest).prop_map(
        |((mut attempts, is_answered), ending, (at, [page, rescue, cached], ms, tokens, id))| {
            if let Some(last) = attempts.last_mut().filter(|_| is_answered) {
                last.outcome = Outcome::Served;
            }
            let record = answered(at, &format!("{id:08x}"), attempts);
            let is_answered = record.is_answered();
            Record {
                client: if page { Client::Page } else { Client::Api },
                is_rescue: rescue,
                first_words_ms: is_answered.then_some(ms / 2),
                total_ms: ms,
                ending: is_answered.then_some(ending),
                tokens: is_answered.then_some(Tokens { input: tokens, output: tokens * 2 }),
                is_from_cache: cached && is_answered,
                ..record
            }
        },
    )
}

pub(super) fn added_up<'a>(records: impl IntoIterator<Item = &'a Record>) -> Sums {
    let mut sums = Sums::default();
    for record in records {
        sums.add(record);
    }
    sums
}
