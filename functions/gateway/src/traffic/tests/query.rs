//! What the owner may ask for, and what is said of the rest.

use super::samples::{answered, any_record, attempt};
use crate::{
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
    traffic::{Format, RequestsQuery, TrafficQuery},
};
use proptest::prelude::*;
use wire::{Outcome, ProviderId};

const NOW: u64 = 1_800_000_030_000;
const NEXT_MINUTE: u64 = 1_800_000_060_000;

#[test]
fn without_a_time_the_last_day_is_meant_and_this_minute_goes_along() {
    let query = TrafficQuery::read("", NOW).unwrap();
    assert_eq!((query.to, query.step, query.format), (NEXT_MINUTE, 10 * MINUTE_MS, Format::Json));
    assert_eq!(query.from, NEXT_MINUTE - DAY_MS - MINUTE_MS, "it begins with a step");
}

#[test]
fn times_are_rfc_3339_or_seconds_and_steps_whole_minutes() {
    let read = |query: &str| TrafficQuery::read(query, NOW).map_err(|error| error.param);
    let query = read("from=2027-01-15T00:00:00Z&to=1799979600&step=61&format=csv").unwrap();
    assert_eq!((query.to, query.step, query.format), (1_799_979_600_000, 2 * MINUTE_MS, Format::Csv));
    assert_eq!(query.from, 1_799_971_200_000);
    assert_eq!(read("from=2027-01-15T08%3A00%3A00%2B08%3A00").unwrap().from % query.step, 0);
    assert_eq!(read("to=1800000000&from=1799996400").unwrap().step, MINUTE_MS);
    assert_eq!(read("to=1800000000&from=1797408000").unwrap().step, 6 * HOUR_MS, "a month");
    for (query, param) in [
        ("from=yesterday", "from"),
        ("to=99999999999999999999", "to"),
        ("to=18446744073709551615", "to"),
        ("from=1800000100&to=1800000100", "from"),
        ("step=0", "step"),
        ("step=x", "step"),
        ("step=60&from=0", "step"),
        ("step=18446744073709551615", "step"),
        ("format=xml", "format"),
    ] {
        assert_eq!(read(query), Err(param), "{query}");
    }
}

#[test]
fn requests_are_chosen_by_id_outcome_provider_and_place() {
    let gemini =
        vec![attempt(ProviderId::Gemini, Outcome::Busy, 1), attempt(ProviderId::Openai, Outcome::Served, 1)];
    let records = vec![
        answered(NOW, "c", gemini),
        answered(NOW, "b", vec![attempt(ProviderId::Openai, Outcome::Timeout, 1)]),
        answered(NOW - 1, "a", vec![attempt(ProviderId::Openai, Outcome::Served, 1)]),
    ];
    let ids = |query: &str| {
        let (found, next) = RequestsQuery::read(query, NOW).unwrap().select(records.clone());
        (found.into_iter().map(|record| record.request_id).collect::<String>(), next)
    };
    assert_eq!(ids(""), ("cba".to_owned(), None));
    assert_eq!(ids("id=b").0, "b");
    assert_eq!(ids("outcome=served").0, "ca");
    assert_eq!(ids("provider=gemini&id=").0, "c");
    let (first, next) = ids("limit=1");
    let next = next.unwrap();
    assert_eq!((first.as_str(), next.as_str()), ("c", "2027-01-15T08:00:30.000Z_c"));
    assert_eq!(ids(&format!("before={next}")).0, "ba");
    assert_eq!(ids("before=2027-01-15T08:00:30Z").0, "a");
    for query in ["limit=0", "limit=1001", "outcome=good", "provider=x", "before=x", "format=pdf"] {
        assert!(RequestsQuery::read(query, NOW).is_err(), "{query}");
    }
}

proptest! {
    #[test]
    fn page_by_page_every_request_comes_once(records in prop::collection::vec(any_record(), 0..30), limit in 1..7_usize) {
        let mut ids: Vec<String> = records.iter().map(|record| record.request_id.clone()).collect();
        ids.sort();
        ids.dedup();
        prop_assume!(ids.len() == records.len());
        let mut query = format!("limit={limit}");
        let mut found = Vec::new();
        loop {
            let (page, next) = RequestsQuery::read(&query, NOW).unwrap().select(records.clone());
            found.extend(page.into_iter().map(|record| (record.at, record.request_id)));
            let Some(next) = next else { break };
            query = format!("limit={limit}&before={next}");
        }
        prop_assert!(found.is_sorted_by(|one, next| one > next));
        prop_assert_eq!(found.len(), records.len());
    }

    #[test]
    fn no_query_ends_in_a_panic(query in "[a-z=&%0-9T:_-]{0,60}", names in "(from|to|step|before|limit)=[0-9]{1,25}&?") {
        for query in [query, names] {
            let _ = TrafficQuery::read(&query, NOW);
            let _ = RequestsQuery::read(&query, NOW);
        }
    }
}
