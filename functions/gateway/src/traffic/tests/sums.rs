//! Sums agree with the records, however these come.

use super::samples::{added_up, answered, any_record, attempt};
use crate::traffic::{Counter, Ending, Format, Origin, Prices, Record, Sum, Sums, Timer, TrafficQuery, view};
use proptest::prelude::*;
use wire::{
    Outcome, ProviderId,
    traffic::{Caching, DatabaseState, Source, Traffic},
};

const ORIGIN: Origin = Origin { source: Source::Database, database: DatabaseState::Ok, is_demo: false };

fn seen(sums: &Sums, from: u64, to: u64) -> Traffic {
    let query = TrafficQuery { from, to, step: 60_000, format: Format::Json };
    view(sums, &query, &[ProviderId::Gemini], &Prices::default(), Caching::default(), ORIGIN)
}

fn count(records: &[Record], is_counted: impl Fn(&Record) -> bool) -> u64 {
    records.iter().filter(|record| is_counted(record)).count() as u64
}

proptest! {
    #[test]
    fn any_order_and_any_split_over_isolates_gives_the_same_sums(
        records in prop::collection::vec((any_record(), 0..5_usize), 0..40),
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
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(Sums::from_json(&merged.to_json()), Some(whole));
        for (record, _) in &records {
            prop_assert_eq!(Record::read(&serde_json::json!(record)), Some(record.clone()));
        }
    }

    #[test]
    fn what_the_owner_sees_is_what_the_records_say(records in prop::collection::vec(any_record(), 0..40)) {
        let sums = added_up(&records);
        let traffic = seen(&sums, 0, 180_000);
        let totals = &traffic.totals;
        prop_assert_eq!(totals.requests, records.len() as u64);
        prop_assert_eq!(totals.answered, count(&records, Record::is_answered));
        prop_assert_eq!(totals.by_fallback, count(&records, Record::is_by_fallback));
        prop_assert_eq!(totals.failed, totals.requests - totals.answered);
        prop_assert_eq!(totals.rescues, count(&records, |record| record.is_rescue));
        prop_assert_eq!(totals.from_cache, count(&records, |record| record.is_from_cache));
        prop_assert_eq!(totals.broken, count(&records, |record| record.ending == Some(Ending::Broken)));
        prop_assert_eq!(totals.left, count(&records, |record| record.ending == Some(Ending::Left)));
        let tokens = records.iter().filter_map(|record| record.tokens);
        prop_assert_eq!(totals.tokens.output, tokens.map(|tokens| tokens.output).sum::<u64>());

        let second_minute = count(&records, |record| (60_000..120_000).contains(&record.at));
        prop_assert_eq!(seen(&sums, 60_000, 120_000).totals.requests, second_minute);
        prop_assert_eq!(traffic.series.len(), 3);
        prop_assert_eq!(traffic.series[1].requests, second_minute);
        let of_points = |part: fn(&wire::traffic::Point) -> u64| traffic.series.iter().map(part).sum::<u64>();
        prop_assert_eq!(of_points(|point| point.answered), totals.answered);
        let by_provider = |point: &wire::traffic::Point| point.providers.iter().map(|of| of.answered).sum::<u64>();
        prop_assert_eq!(traffic.series.iter().map(by_provider).sum::<u64>(), totals.answered);

        let attempts: usize = records.iter().map(|record| record.attempts.len()).sum();
        prop_assert_eq!(traffic.providers.iter().map(|of| of.attempts).sum::<u64>(), attempts as u64);
        prop_assert_eq!(traffic.providers.iter().map(|of| of.answered).sum::<u64>(), totals.answered);
        prop_assert_eq!(traffic.failures.iter().map(|of| of.requests).sum::<u64>(), totals.failed);
        let of_all = |part: fn(&Sum) -> u64| sums.by_key().values().map(part).sum::<u64>();
        prop_assert_eq!(of_all(|sum| sum[Timer::Total].count_all()), totals.requests);
        prop_assert_eq!(of_all(|sum| sum[Timer::FirstWords].count_all()), totals.answered);
    }

    #[test]
    fn longer_steps_lose_nothing_but_the_minute(records in prop::collection::vec(any_record(), 0..40), width in 1..5_u64) {
        let sums = added_up(&records);
        let totals = seen(&sums, 0, 600_000).totals;
        prop_assert_eq!(&seen(&sums.in_steps(width), 0, 600_000).totals, &totals);
        prop_assert_eq!(&seen(&sums.in_steps_before(2, width), 0, 600_000).totals, &totals);
    }
}

#[test]
fn a_request_belongs_to_its_last_attempt_and_each_attempt_to_itself() {
    let attempts = vec![
        attempt(ProviderId::AiGateway, Outcome::Busy, 40),
        attempt(ProviderId::WorkersAi, Outcome::Served, 300),
    ];
    let sums = added_up([&answered(61_000, "r", attempts)]);
    let found: Vec<_> = sums
        .by_key()
        .iter()
        .map(|(key, sum)| {
            (
                key.minute,
                key.provider,
                key.outcome,
                sum[Counter::Attempts],
                sum[Counter::Requests],
                sum[Timer::FirstWords].count_all(),
            )
        })
        .collect();
    let expected = [
        (1, Some(ProviderId::AiGateway), Outcome::Busy, 1, 0, 0),
        (1, Some(ProviderId::WorkersAi), Outcome::Served, 1, 1, 1),
    ];
    assert_eq!(found, expected);
}
