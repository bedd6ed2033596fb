//! Tables and metrics say the same as the sums.

use super::samples::{added_up, answered, any_record, attempt};
use crate::traffic::{Format, Prices, Record, Tokens, TrafficQuery, open_metrics, requests_csv, traffic_csv};
use proptest::prelude::*;
use wire::{Attempt, Outcome, ProviderId};

const QUERY: TrafficQuery = TrafficQuery { from: 0, to: 180_000, step: 60_000, format: Format::Csv };

/// A record whose model has what tables and labels must escape.
fn odd() -> Record {
    let model = "=a,\"b\"\n\\c".to_owned();
    let served = Attempt { model, ..attempt(ProviderId::Gemini, Outcome::Served, 1_234) };
    let attempts = vec![attempt(ProviderId::AiGateway, Outcome::Busy, 40), served];
    Record { tokens: Some(Tokens { input: 7, output: 9 }), ..answered(61_000, "r-1", attempts) }
}

/// An answer whose price is known.
fn priced() -> Record {
    let model = "gemini-flash-latest".to_owned();
    let served = Attempt { model, ..attempt(ProviderId::Gemini, Outcome::Served, 500) };
    Record {
        tokens: Some(Tokens { input: 1_000_000, output: 1_000 }),
        ..answered(62_000, "r-2", vec![served])
    }
}

#[test]
fn a_table_has_a_row_for_each_sum_and_each_request() {
    insta::assert_snapshot!(traffic_csv(&added_up([&odd(), &priced()]), &QUERY, &Prices::default()));
    insta::assert_snapshot!(requests_csv(&[odd()]));
}

#[test]
fn metrics_are_open_metrics() {
    insta::assert_snapshot!(open_metrics(&added_up([&odd(), &priced()]), &Prices::default()));
}

proptest! {
    #[test]
    fn tables_and_metrics_add_up_to_the_records(records in prop::collection::vec(any_record(), 0..40)) {
        let sums = added_up(&records);
        let table = traffic_csv(&sums, &QUERY, &Prices::default());
        let of_column = |column: usize| {
            table.lines().skip(1).map(|row| row.split(',').nth(column).unwrap().parse::<usize>().unwrap()).sum::<usize>()
        };
        prop_assert_eq!(of_column(5), records.len());
        let attempts: usize = records.iter().map(|record| record.attempts.len()).sum();
        prop_assert_eq!(of_column(4), attempts);

        let metrics = open_metrics(&sums, &Prices::default());
        let of_metric = |start: &str| {
            let lines = metrics.lines().filter(|line| line.starts_with(start));
            lines.map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap()).sum::<usize>()
        };
        prop_assert_eq!(of_metric("everchat_requests_total{"), records.len());
        prop_assert_eq!(of_metric("everchat_attempts_total{"), attempts);
        prop_assert_eq!(of_metric("everchat_total_seconds_count{"), records.len());
        prop_assert!(metrics.ends_with("# EOF\n"));
    }
}
