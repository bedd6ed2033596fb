//! Sums agree with the records, however these come.

use super::*;
use proptest::prelude::*;
use wire::{Attempt, Outcome, ProviderId};

const OUTCOMES: [Outcome; 5] =
    [Outcome::Served, Outcome::Busy, Outcome::Unauthorized, Outcome::Timeout, Outcome::Skipped];

fn attempt() -> impl Strategy<Value = Attempt> {
    let (provider, outcome) = (prop::sample::select(&ProviderId::ALL), prop::sample::select(&OUTCOMES[1..]));
    (provider, 0..2_u8, outcome, 0..20_000_u32).prop_map(|(provider, model, outcome, ms)| Attempt {
        provider,
        model: format!("model-{model}"),
        outcome,
        status: None,
        ms,
    })
}

/// A request of one of three minutes: refused at once, failed, or answered by its last attempt.
fn record() -> impl Strategy<Value = Record> {
    let asked = (prop::collection::vec(attempt(), 0..4), any::<bool>());
    let ending = prop::sample::select(&[Ending::Whole, Ending::Broken, Ending::Left]);
    let rest = (0..180_000_u64, any::<[bool; 3]>(), 0..60_000_u32, 0..500_u64);
    (asked, ending, rest).prop_map(
        |((mut attempts, is_answered), ending, (at, [page, rescue, cached], ms, tokens))| {
            let last = attempts.last_mut().filter(|_| is_answered);
            let outcome = match last {
                Some(last) => {
                    last.outcome = Outcome::Served;
                    Outcome::Served
                }
                None => attempts.last().map_or(Outcome::RateLimited, |last| last.outcome),
            };
            let is_answered = outcome == Outcome::Served;
            Record {
                at,
                request_id: String::new(),
                client: if page { Client::Page } else { Client::Api },
                is_stream: true,
                is_rescue: rescue,
                attempts,
                outcome,
                first_words_ms: is_answered.then_some(ms / 2),
                total_ms: ms,
                ending: is_answered.then_some(ending),
                tokens: is_answered.then_some(Tokens { input: tokens, output: tokens * 2 }),
                is_from_cache: cached && is_answered,
                colo: None,
            }
        },
    )
}

fn added_up<'a>(records: impl IntoIterator<Item = &'a Record>) -> Sums {
    let mut sums = Sums::default();
    for record in records {
        sums.add(record);
    }
    sums
}

fn count(records: &[Record], is_counted: impl Fn(&Record) -> bool) -> u64 {
    records.iter().filter(|record| is_counted(record)).count() as u64
}

proptest! {
    #[test]
    fn any_order_and_any_split_over_isolates_gives_the_same_sums(
        records in prop::collection::vec((record(), 0..5_usize), 0..40),
        merged_first in 0..5_usize,
    ) {
        let whole = added_up(records.iter().map(|(record, _)| record));
        let of_isolate = |isolate: usize| {
            let seen = records.iter().rev().filter(move |(_, by)| *by == isolate);
            added_up(seen.map(|(record, _)| record))
        };
        let mut merged = Sums::default();
        for n in 0..5 {
            merged.merge(&of_isolate((merged_first + n) % 5));
        }
        prop_assert_eq!(merged, whole);
    }

    #[test]
    fn the_totals_are_those_of_the_records(records in prop::collection::vec(record(), 0..40)) {
        let sums = added_up(&records);
        let totals = sums.totals(0..u64::MAX);
        prop_assert_eq!(totals.requests, records.len() as u64);
        prop_assert_eq!(totals.answered, count(&records, Record::is_answered));
        prop_assert_eq!(totals.by_fallback, count(&records, Record::is_by_fallback));
        prop_assert_eq!(totals.failed, totals.requests - totals.answered);
        let second_minute = sums.totals(1..2).requests;
        prop_assert_eq!(second_minute, count(&records, |record| (60_000..120_000).contains(&record.at)));
        let of_all = |part: fn(&Sum) -> u64| sums.by_key().values().map(part).sum::<u64>();
        prop_assert_eq!(of_all(|sum| sum.attempts), records.iter().map(|record| record.attempts.len() as u64).sum::<u64>());
        prop_assert_eq!(of_all(|sum| sum.total_ms.count()), totals.requests);
        prop_assert_eq!(of_all(|sum| sum.first_words_ms.count()), totals.answered);
        prop_assert_eq!(of_all(|sum| sum.rescues), count(&records, |record| record.is_rescue));
        prop_assert_eq!(of_all(|sum| sum.from_cache), count(&records, |record| record.is_from_cache));
        for (ending, part) in [(Ending::Broken, (|sum| sum.broken) as fn(&Sum) -> u64), (Ending::Left, |sum| sum.left)] {
            prop_assert_eq!(of_all(part), count(&records, |record| record.ending == Some(ending)));
        }
        let tokens = records.iter().filter_map(|record| record.tokens);
        prop_assert_eq!(of_all(|sum| sum.output_tokens), tokens.map(|tokens| tokens.output).sum::<u64>());
    }
}

#[test]
fn a_request_belongs_to_its_last_attempt_and_each_attempt_to_itself() {
    let asked = |provider, outcome, ms| Attempt { provider, model: "m".into(), outcome, status: None, ms };
    let record = Record {
        at: 61_000,
        request_id: "r".into(),
        client: Client::Page,
        is_stream: true,
        is_rescue: false,
        attempts: vec![
            asked(ProviderId::AiGateway, Outcome::Busy, 40),
            asked(ProviderId::WorkersAi, Outcome::Served, 300),
        ],
        outcome: Outcome::Served,
        first_words_ms: Some(340),
        total_ms: 2_000,
        ending: Some(Ending::Whole),
        tokens: None,
        is_from_cache: false,
        colo: Some("HKG".into()),
    };
    let sums = added_up([&record]);
    let found: Vec<_> = sums
        .by_key()
        .iter()
        .map(|(key, sum)| {
            (key.provider, key.outcome, sum.attempts, sum.requests, sum.first_words_ms.percentile(50))
        })
        .collect();
    let expected = [
        (Some(ProviderId::AiGateway), Outcome::Busy, 1, 0, None),
        (Some(ProviderId::WorkersAi), Outcome::Served, 1, 1, Some(340)),
    ];
    for ((found, expected), off) in found.iter().zip(expected).zip([0, 17]) {
        let ((.., found_ms), (.., expected_ms)) = (found, expected);
        assert_eq!((found.0, found.1, found.2, found.3), (expected.0, expected.1, expected.2, expected.3));
        assert!(found_ms.unwrap_or(0).abs_diff(expected_ms.unwrap_or(0)) <= off);
    }
    assert_eq!(sums.totals(1..2), Totals { requests: 1, answered: 1, by_fallback: 1, failed: 0 });
}
