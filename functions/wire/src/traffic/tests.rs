use super::*;
use crate::{attempt::Outcome, provider::ProviderId};
use proptest::prelude::*;
use serde_json::{Value, json};

const TOKENS: Tokens = Tokens { input: 11, output: 7 };
const FIRST_WORDS: Percentiles = Percentiles { p50: Some(100), p95: Some(900) };
const COST: Estimate = Estimate {
    micro_usd: 1,
    list_micro_usd: 2,
    neurons: 3,
    known_requests: 4,
    unknown_requests: 5,
    requests_with_tokens: 6,
};
const WHOLE: Percentiles = Percentiles { p50: Some(1_000), p95: Some(9_000) };

fn of_provider(provider: ProviderId) -> OfProvider {
    OfProvider {
        provider,
        model: "m".to_owned(),
        attempts: 10,
        failed: 2,
        answered: 8,
        tokens: TOKENS,
        cost: COST,
        first_words_ms: FIRST_WORDS,
        total_ms: WHOLE,
    }
}

fn caching() -> Caching {
    let ttl = OfTtl {
        ttl_s: 60,
        asked_again: 3,
        saved_requests: 2,
        saved_ms: 900,
        saved_micro_usd: 40,
        priced_requests: 1,
    };
    Caching {
        from: "2026-11-25T00:00:00Z".to_owned(),
        questions: 9,
        one_in: 2,
        by_gateway: 8,
        from_cache: 7,
        ttls: vec![ttl],
    }
}

fn failures(provider: Option<ProviderId>) -> Failures {
    Failures { provider, outcome: Outcome::Quota, attempts: 3, requests: 2 }
}

fn point() -> Point {
    let of = |provider| PointOfProvider { provider, answered: 4, first_words_ms: FIRST_WORDS };
    Point {
        at: "2026-11-25T00:00:00Z".to_owned(),
        requests: 9,
        answered: 8,
        by_fallback: 3,
        failed: 1,
        cost_micro_usd: 12,
        first_words_ms: FIRST_WORDS,
        providers: ProviderId::ALL.map(of).to_vec(),
    }
}

/// Traffic with every field set.
fn traffic() -> Traffic {
    Traffic {
        from: "2026-11-25T00:00:00Z".to_owned(),
        to: "2026-11-25T01:00:00Z".to_owned(),
        step: 60,
        source: Source::Instance,
        database: DatabaseState::Failing,
        demo: true,
        totals: Totals {
            requests: 9,
            answered: 8,
            by_fallback: 3,
            failed: 1,
            rescues: 2,
            broken: 4,
            left: 5,
            from_cache: 6,
            tokens: TOKENS,
            cost: COST,
            first_words_ms: FIRST_WORDS,
            total_ms: WHOLE,
        },
        series: vec![point()],
        providers: ProviderId::ALL.map(of_provider).to_vec(),
        failures: vec![failures(Some(ProviderId::Gemini)), failures(None)],
        neurons: vec![NeuronsOfDay { day: "2026-11-25".to_owned(), used: 7, free: 10_000 }],
        prices: vec![PricesFrom {
            provider: ProviderId::Gemini,
            date: "2026-11-25".to_owned(),
            url: "https://example.com".to_owned(),
        }],
        caching: caching(),
    }
}

#[test]
fn traffic_is_read_as_it_was_written() {
    assert_eq!(Traffic::read(&json!(traffic())), Some(traffic()));
}

#[test]
fn what_is_unknown_null_or_absent_loses_nothing_else() {
    let mut json = json!(traffic());
    json["new"] = json!({ "a": 1 });
    json["step"] = json!("hour");
    json["demo"] = json!(null);
    json.as_object_mut().unwrap().remove("failures");
    json["totals"]["left"] = json!(-1);
    json["totals"]["tokens"] = json!(null);
    json["totals"]["total_ms"] = json!({ "p95": 9_000 });
    json["series"][0]["failed"] = json!(null);
    json["series"][0]["first_words_ms"] = json!(null);
    let mut expected = Traffic { step: 0, demo: false, failures: Vec::new(), ..traffic() };
    expected.totals.left = 0;
    expected.totals.tokens = Tokens::default();
    expected.totals.total_ms.p50 = None;
    expected.series[0].failed = 0;
    expected.series[0].first_words_ms = Percentiles::default();
    assert_eq!(Traffic::read(&json), Some(expected));
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let mut json = json!(traffic());
    let point = json["series"][0].take();
    json["series"] = json!([{ "requests": 1 }, null, point]);
    json["series"][2]["providers"] = json!([{ "provider": "new", "answered": 1 }, 7]);
    json["providers"] = json!([{ "provider": "new" }, {}, of_provider(ProviderId::Gemini)]);
    json["failures"] = json!([
        { "provider": "new", "outcome": "quota" }, { "provider": 7, "outcome": "quota" },
        { "provider": "gemini", "outcome": "new" }, { "provider": "gemini" }, failures(None),
    ]);
    let mut expected = traffic();
    expected.series[0].providers.clear();
    expected.providers = vec![of_provider(ProviderId::Gemini)];
    expected.failures = vec![failures(None)];
    assert_eq!(Traffic::read(&json), Some(expected));
}

#[test]
fn there_is_no_traffic_without_a_source_a_database_and_totals() {
    for field in ["source", "database", "totals"] {
        for value in [json!(null), json!("new"), json!({}), json!(7)] {
            let mut json = json!(traffic());
            json[field] = value;
            assert_eq!(Traffic::read(&json), None, "{field}: {}", json[field]);
        }
    }
    for other in [json!({}), json!(null), json!([]), json!("traffic")] {
        assert_eq!(Traffic::read(&other), None, "{other}");
    }
}

#[test]
fn a_list_of_requests_needs_a_source_and_a_database() {
    let list = |source: Value, database: Value| {
        RequestList::read(
            &json!({ "source": source, "database": database, "requests": [{}], "next_before": "b" }),
        )
    };
    let empty = RequestList {
        source: Source::Database,
        database: DatabaseState::Newer,
        requests: Vec::new(),
        next_before: Some("b".to_owned()),
    };
    assert_eq!(list(json!("database"), json!("newer")), Some(empty));
    assert_eq!(list(json!("new"), json!("newer")), None);
    assert_eq!(list(json!("database"), json!(null)), None);
}

proptest! {
    #[test]
    fn totals_are_read_as_they_were_written(
        // JavaScript holds these exactly.
        counts in prop::array::uniform10(0..1_u64 << 53),
        times in any::<[Option<u32>; 4]>(),
    ) {
        let [requests, answered, by_fallback, failed, rescues, broken, left, from_cache, input, output] = counts;
        let [p50, p95, whole_p50, whole_p95] = times;
        let totals = Totals {
            requests, answered, by_fallback, failed, rescues, broken, left, from_cache,
            tokens: Tokens { input, output },
            cost: COST,
            first_words_ms: Percentiles { p50, p95 },
            total_ms: Percentiles { p50: whole_p50, p95: whole_p95 },
        };
        prop_assert_eq!(Totals::read(&json!(totals)), Some(totals));
    }
}
