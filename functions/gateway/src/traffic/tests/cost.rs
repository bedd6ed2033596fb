//! What answers cost.

use super::samples::{added_up, answered, attempt};
use crate::{
    time::{DAY_MS, HOUR_MS},
    traffic::{Format, Origin, Prices, Record, Sums, Tokens, TrafficQuery, traffic_csv, view},
};
use proptest::prelude::*;
use wire::{
    Attempt, Outcome, ProviderId,
    traffic::{Caching, DatabaseState, Estimate, Source, Traffic},
};

/// A day of 2026.
const DAY: u64 = 20_600;
const GEMMA: &str = "@cf/google/gemma-4-26b-a4b-it";

/// The models of the tests, the last without a price.
const MODELS: [(ProviderId, &str); 6] = [
    (ProviderId::WorkersAi, GEMMA),
    (ProviderId::WorkersAi, "@cf/openai/gpt-oss-120b"),
    (ProviderId::AiGateway, GEMMA),
    (ProviderId::Gemini, "gemini-flash-latest"),
    (ProviderId::Openai, "gpt-5-mini"),
    (ProviderId::Gemini, "a-model-of-tomorrow"),
];

fn record(
    at: u64,
    (provider, model): (ProviderId, &str),
    tokens: impl Into<Option<Tokens>>,
    is_from_cache: bool,
) -> Record {
    let served = Attempt { model: model.to_owned(), ..attempt(provider, Outcome::Served, 100) };
    Record { tokens: tokens.into(), is_from_cache, ..answered(at, "r", vec![served]) }
}

fn seen_by(sums: &Sums, from: u64, to: u64, step: u64, prices: &Prices) -> Traffic {
    let origin = Origin { source: Source::Database, database: DatabaseState::Ok, is_demo: false };
    view(
        sums,
        &TrafficQuery { from, to, step, format: Format::Json },
        &[],
        prices,
        Caching::default(),
        origin,
    )
}

/// The days of the tests.
fn seen(sums: &Sums) -> Traffic {
    seen_by(sums, DAY * DAY_MS, (DAY + 4) * DAY_MS, HOUR_MS, &Prices::default())
}

fn cost(records: &[Record]) -> Estimate {
    seen(&added_up(records)).totals.cost
}

fn tokens(input: u64, output: u64) -> Tokens {
    Tokens { input, output }
}

#[test]
fn dollars_are_tokens_times_their_price() {
    let at = DAY * DAY_MS;
    let mini = record(at, MODELS[4], tokens(1_000_000, 500_000), false);
    let estimate = cost(&[mini]);
    assert_eq!((estimate.micro_usd, estimate.list_micro_usd, estimate.neurons), (1_250_000, 1_250_000, 0));
    assert_eq!((estimate.known_requests, estimate.unknown_requests), (1, 0));
}

#[test]
fn neurons_cost_only_beyond_the_free_ones_of_their_day() {
    // A million tokens of output take 27,273 neurons, and as many tokens of input 9,091.
    let of_day = |day: u64| record((DAY + day) * DAY_MS, MODELS[0], tokens(0, 300_000), false);
    let both = [of_day(0), of_day(1)];
    assert_eq!((cost(&both).micro_usd, cost(&both).neurons), (0, 16_363));
    let traffic = seen(&added_up(&both));
    let days: Vec<_> = traffic.neurons.iter().map(|day| (day.day.as_str(), day.used, day.free)).collect();
    assert_eq!(days, [("2026-05-27", 8_181, 10_000), ("2026-05-28", 8_181, 10_000)]);
    let one_day = [of_day(0), of_day(0)];
    assert_eq!(cost(&one_day).micro_usd, (16_363 - 10_000) * 11 + 8);
    assert_eq!(cost(&one_day).list_micro_usd, 16_363 * 11 + 8);
}

#[test]
fn a_part_of_a_day_knows_what_the_day_used_before() {
    let evening = DAY * DAY_MS + 20 * HOUR_MS;
    let records = [
        record(DAY * DAY_MS, MODELS[0], tokens(0, 1_000_000), false),
        record(evening, MODELS[0], tokens(0, 1_000_000), false),
    ];
    let sums = added_up(&records);
    let hour = seen_by(&sums, evening, evening + HOUR_MS, HOUR_MS, &Prices::default());
    let share = (27_273 - 5_000) * 11;
    assert!(hour.totals.cost.micro_usd.abs_diff(share) <= 1, "{}", hour.totals.cost.micro_usd);
    assert_eq!(hour.neurons[0].used, 54_546, "of the whole day");
}

#[test]
fn an_unknown_price_is_not_nothing() {
    let at = DAY * DAY_MS;
    let stream = record(at, MODELS[0], None::<Tokens>, false);
    let unpriced = record(at, MODELS[5], tokens(10, 10), false);
    let estimate = cost(&[stream, unpriced.clone()]);
    assert_eq!((estimate.known_requests, estimate.unknown_requests), (0, 2));
    assert_eq!(estimate.requests_with_tokens, 1);
    let query = TrafficQuery { from: at, to: at + DAY_MS, step: HOUR_MS, format: Format::Csv };
    let table = traffic_csv(&added_up([&unpriced]), &query, &Prices::default());
    assert!(table.ends_with(",,,,0\r\n"), "{table}");
}

#[test]
fn a_service_at_an_address_of_the_owners_has_no_known_price() {
    let prices = |url: &'static str| {
        let lookup = move |name: &str| match name {
            "OPENAI_BASE_URL" => Some(url.to_owned()),
            "OPENAI_API_KEY" => Some("test-key-0000".to_owned()),
            _ => None,
        };
        Prices::new(&crate::settings::Settings::read_valid(&lookup).0)
    };
    let at = DAY * DAY_MS;
    let sums = added_up(&[record(at, MODELS[4], tokens(1_000_000, 0), false)]);
    let known = |url| {
        let traffic = seen_by(&sums, at, at + DAY_MS, HOUR_MS, &prices(url));
        (traffic.totals.cost.known_requests, traffic.prices.len())
    };
    assert_eq!(known("https://api.openai.com/v1"), (1, 3));
    assert_eq!(known("https://openrouter.ai/api/v1"), (0, 2));
}

fn any_paid() -> impl Strategy<Value = Record> {
    let model = prop::sample::select(&MODELS);
    let tokens = prop::option::of((0..3_000_000_u64, 0..1_000_000_u64));
    (0..4 * DAY_MS, model, tokens, any::<bool>()).prop_map(|(after, model, parts, is_from_cache)| {
        record(
            DAY * DAY_MS + after,
            model,
            parts.map(|(input, output)| Tokens { input, output }),
            is_from_cache,
        )
    })
}

proptest! {
    #[test]
    fn steps_of_whole_days_and_splits_over_isolates_cost_the_same(
        records in prop::collection::vec((any_paid(), any::<bool>()), 0..40),
    ) {
        let whole = added_up(records.iter().map(|(record, _)| record));
        let cost = seen(&whole).totals.cost;
        let of = |wanted: bool| {
            added_up(records.iter().rev().filter(|(_, by)| *by == wanted).map(|(record, _)| record))
        };
        let mut merged = of(true);
        merged.merge(&of(false));
        prop_assert_eq!(seen(&merged).totals.cost, cost);
        for width in [10, 60, 1_440] {
            let steps = seen(&whole.in_steps(width)).totals.cost;
            // A share of the free neurons is rounded down to a thousandth.
            prop_assert!(steps.micro_usd.abs_diff(cost.micro_usd) <= 1);
            prop_assert_eq!(Estimate { micro_usd: cost.micro_usd, ..steps }, cost);
        }
    }

    #[test]
    fn parts_add_up_to_the_whole_and_never_to_less_than_nothing(records in prop::collection::vec(any_paid(), 0..40)) {
        let traffic = seen(&added_up(&records));
        let cost = traffic.totals.cost;
        prop_assert!(cost.micro_usd <= cost.list_micro_usd);
        prop_assert_eq!(cost.known_requests + cost.unknown_requests, records.len() as u64);
        let of_points: u64 = traffic.series.iter().map(|point| point.cost_micro_usd).sum();
        let of_models: u64 = traffic.providers.iter().map(|of| of.cost.micro_usd).sum();
        // Each part is rounded down.
        for (sum, parts) in [(of_points, traffic.series.len()), (of_models, traffic.providers.len())] {
            prop_assert!(sum <= cost.micro_usd && cost.micro_usd - sum <= parts as u64, "{sum} of {}", cost.micro_usd);
        }
        let beyond: u64 = traffic.neurons.iter().map(|day| day.used.saturating_sub(day.free)).sum();
        prop_assert!(cost.micro_usd >= beyond * 11, "{beyond} neurons are not free");
    }

    #[test]
    fn answers_from_the_cache_cost_nothing(records in prop::collection::vec(any_paid(), 0..40)) {
        let paid: Vec<Record> = records.iter().filter(|record| !record.is_from_cache).cloned().collect();
        let (with, without) = (cost(&records), cost(&paid));
        prop_assert_eq!((with.micro_usd, with.list_micro_usd, with.neurons), (without.micro_usd, without.list_micro_usd, without.neurons));
        prop_assert_eq!(with.known_requests - without.known_requests, (records.len() - paid.len()) as u64);
        prop_assert_eq!(with.requests_with_tokens, without.requests_with_tokens);
    }
}
