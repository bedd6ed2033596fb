mod isolates;

use super::*;
use crate::{
    settings::Limits,
    time::{DAY_MS, Millis},
};
use proptest::prelude::*;
use std::slice;
use wire::{Attempt, Outcome, ProviderId};

const NOW: Millis = 1_800_000_000_000;

fn limits(minute: u32, requests: u64, tokens: u64) -> Limits {
    Limits {
        rate_limit_per_minute: minute,
        daily_requests: requests,
        daily_tokens: tokens,
        ..Limits::default()
    }
}

#[test]
fn a_visitor_over_the_minutes_limit_waits_for_the_next_minute() {
    let mut ledger = Ledger::new();
    let mut ask = |visitor, at| ledger.add("a", &counts(&limits(2, 0, 0), visitor, 1, at), at);
    assert_eq!((ask("one", NOW), ask("one", NOW + 1)), (Ok(()), Ok(())));
    let reached = ask("one", NOW + 15_000).unwrap_err();
    assert_eq!((reached.limit, reached.wait_s(NOW + 15_000)), (Limit::Minute, 45));
    assert_eq!(ask("two", NOW + 15_000), Ok(()), "another visitor");
    assert_eq!(ask("one", NOW + 60_000), Ok(()));
}

#[test]
fn refused_requests_use_up_nothing_of_the_days_budget() {
    let mut ledger = Ledger::new();
    let mut ask = |visitor| ledger.add("a", &counts(&limits(2, 4, 0), visitor, 1, NOW), NOW).is_ok();
    assert_eq!((0..1000).filter(|_| ask("flood")).count(), 2);
    assert!(ask("another") && ask("a third"));
    assert!(!ask("a fourth"), "the budget");
}

#[test]
fn the_budget_starts_again_at_midnight_utc_and_the_refusal_says_when() {
    let mut ledger = Ledger::new();
    let midnight = (NOW / DAY_MS + 1) * DAY_MS;
    let ask = |at| counts(&limits(0, 0, 1000), "v", 600, at);
    assert_eq!(ledger.add("a", &ask(NOW), NOW), Ok(()));
    let reached = ledger.add("a", &ask(NOW), NOW).unwrap_err();
    assert_eq!(reached, LimitReached { limit: Limit::Tokens, until: midnight });
    ledger.refund("a", &settle(&ask(NOW), &[attempt(Outcome::Served, Some(200))], Some(100)).refund);
    assert_eq!(ledger.add("a", &ask(NOW), NOW), Ok(()), "100 were used, so 600 more fit");
    assert_eq!(ledger.add("a", &ask(midnight), midnight), Ok(()));
}

fn attempt(outcome: Outcome, status: Option<u16>) -> Attempt {
    Attempt { provider: ProviderId::Gemini, model: "m".to_owned(), outcome, status, ms: 1 }
}

/// How the day's requests and tokens change of a request for which 1,000 tokens were reserved.
fn change(attempts: &[Attempt], used_tokens: Option<u64>) -> (i64, i64) {
    let counts = counts(&limits(3, 9, 9_000), "v", 1_000, NOW);
    let Settlement { add, refund } = settle(&counts, attempts, used_tokens);
    let sum = |limit| {
        let of = |counts: &[Count]| {
            counts
                .iter()
                .filter(|count| count.limit == limit)
                .map(|count| count.amount.cast_signed())
                .sum::<i64>()
        };
        of(&add) - of(&refund)
    };
    assert_eq!(sum(Limit::Minute), 0, "the visitor did ask");
    (sum(Limit::Requests), sum(Limit::Tokens))
}

#[test]
fn a_request_is_given_back_only_where_nobody_was_reached_or_all_refused() {
    for free in [
        attempt(Outcome::Network, None),
        attempt(Outcome::Unauthorized, Some(401)),
        attempt(Outcome::Unauthorized, Some(400)),
        attempt(Outcome::Location, Some(400)),
        attempt(Outcome::Quota, Some(402)),
        attempt(Outcome::Forbidden, Some(403)),
        attempt(Outcome::NotFound, Some(404)),
        attempt(Outcome::RateLimited, Some(429)),
        attempt(Outcome::Skipped, None),
        attempt(Outcome::NotConfigured, None),
    ] {
        assert_eq!(change(slice::from_ref(&free), None), (-1, -1_000), "{:?}", free.outcome);
    }
    for billed in [
        attempt(Outcome::Empty, Some(200)),
        attempt(Outcome::Malformed, Some(200)),
        attempt(Outcome::Blocked, Some(200)),
        attempt(Outcome::Timeout, None),
        attempt(Outcome::Aborted, None),
        attempt(Outcome::Network, Some(200)),
        attempt(Outcome::ServerError, Some(500)),
        attempt(Outcome::BadRequest, Some(400)),
    ] {
        assert_eq!(change(slice::from_ref(&billed), None), (0, 0), "{:?}", billed.outcome);
    }
}

#[test]
fn each_attempt_counts_and_of_the_last_only_what_was_used() {
    let served = attempt(Outcome::Served, Some(200));
    let late = attempt(Outcome::Timeout, None);
    let refused = attempt(Outcome::Unauthorized, Some(401));
    assert_eq!(change(slice::from_ref(&served), Some(300)), (0, -700));
    assert_eq!(change(slice::from_ref(&served), Some(1_200)), (0, 200), "more than was reserved");
    assert_eq!(change(&[late.clone(), served.clone()], Some(300)), (1, 300));
    assert_eq!(change(&[late.clone(), late, refused, served], None), (2, 2_000));
}

#[test]
fn a_limit_of_zero_counts_nothing() {
    assert_eq!(counts(&limits(0, 0, 0), "v", 9, NOW), []);
}

#[test]
fn an_answer_in_progress_expires_where_nobody_ends_it() {
    let mut ledger = Ledger::new();
    assert_eq!(ledger.begin_answer("v", "1", 2, NOW + 100, NOW), Ok(()));
    assert_eq!(ledger.begin_answer("v", "2", 2, NOW + 200, NOW), Ok(()));
    let reached = ledger.begin_answer("v", "3", 2, NOW + 300, NOW);
    assert_eq!(reached, Err(LimitReached { limit: Limit::Streams, until: NOW + 100 }));
    assert_eq!(ledger.begin_answer("w", "4", 2, NOW + 300, NOW), Ok(()), "another visitor");
    ledger.end_answer("2");
    assert_eq!(ledger.begin_answer("v", "5", 2, NOW + 300, NOW), Ok(()));
    assert!(ledger.begin_answer("v", "6", 2, NOW + 300, NOW).is_err());
    assert_eq!(ledger.begin_answer("v", "6", 2, NOW + 300, NOW + 100), Ok(()), "the first has expired");
}

#[test]
fn an_answer_whose_question_has_come_has_more_time() {
    let mut ledger = Ledger::new();
    assert_eq!(ledger.begin_answer("v", "1", 1, NOW + 100, NOW), Ok(()));
    ledger.extend_answer("1", NOW + 500);
    assert!(ledger.begin_answer("v", "2", 1, NOW + 600, NOW + 400).is_err());
    assert_eq!(ledger.begin_answer("v", "2", 1, NOW + 600, NOW + 500), Ok(()));
}

#[test]
fn merging_an_old_copy_does_not_bring_an_ended_answer_back() {
    let mut ours = Ledger::new();
    ours.begin_answer("v", "1", 1, NOW + 100, NOW).unwrap();
    let copy = Ledger::read(&ours.write());
    ours.end_answer("1");
    ours.merge(copy, NOW);
    assert_eq!(ours.begin_answer("v", "2", 1, NOW + 100, NOW), Ok(()));
}

#[test]
fn an_answer_that_ended_before_anyone_heard_of_it_leaves_nothing() {
    let mut ours = Ledger::new();
    ours.begin_answer("v", "1", 1, NOW + 100, NOW).unwrap();
    ours.end_answer("1");
    assert_eq!(ours, Ledger::new());
    ours.begin_answer("v", "2", 1, NOW + 100, NOW).unwrap();
    let shared = ours.write();
    ours.end_answer("2");
    assert_ne!(ours.write(), shared, "it is known to be over");
    assert_ne!(ours.write(), "");
}

#[test]
fn a_ledger_is_read_as_it_was_written_and_unreadable_lines_are_left_out() {
    let mut ledger = Ledger::new();
    ledger.add("a", &counts(&limits(9, 9, 9), "v", 1, NOW), NOW).unwrap();
    ledger.begin_answer("v", "1", 1, NOW + 100, NOW).unwrap();
    ledger.begin_answer("w", "2", 1, NOW + 100, NOW).unwrap();
    ledger.write();
    ledger.end_answer("2");
    assert_eq!(Ledger::read(&ledger.write()), ledger);
    assert_eq!(Ledger::read("<html>\na b c d e\na b 1 -1 0\n\na b x over"), Ledger::new());
}

#[test]
fn many_visitors_neither_fill_the_memory_nor_remove_the_counts_of_the_day() {
    let mut ledger = Ledger::new();
    for n in 0..3_000 {
        ledger.add("a", &counts(&limits(9, 9_000, 0), &n.to_string(), 1, NOW), NOW).unwrap();
        ledger.begin_answer(&n.to_string(), &n.to_string(), 1, NOW + 100, NOW).unwrap();
    }
    let text = ledger.write();
    assert!(text.len() < 100_000, "{}", text.len());
    let day = counts(&limits(0, 3_000, 0), "v", 1, NOW);
    assert_eq!(ledger.check(&day).unwrap_err().limit, Limit::Requests);
}

proptest! {
    /// Whenever they exchange ledgers, in the end all isolates know the sum, and none counts anything twice.
    #[test]
    fn isolates_that_exchange_ledgers_agree_on_the_sum(steps in prop::collection::vec((0..3_usize, 0..3_usize, any::<bool>()), 0..60)) {
        let names = ["a", "b", "c"];
        let mut ledgers = [Ledger::new(), Ledger::new(), Ledger::new()];
        let count = counts(&limits(0, 1_000, 0), "v", 1, NOW);
        let mut added = 0;
        for (one, other, is_exchange) in steps {
            if is_exchange {
                let theirs = ledgers[other].clone();
                ledgers[one].merge(theirs, NOW);
            } else {
                ledgers[one].add(names[one], &count, NOW).unwrap();
                added += 1;
            }
        }
        for _ in 0..2 {
            for (one, other) in [(0, 1), (1, 2), (2, 0)] {
                let theirs = ledgers[other].clone();
                ledgers[one].merge(theirs, NOW);
            }
        }
        for ledger in &ledgers {
            let exactly = |most| counts(&limits(0, most, 0), "v", 1, NOW);
            prop_assert!(ledger.check(&exactly(added + 1)).is_ok());
            prop_assert!(added == 0 || ledger.check(&exactly(added)).is_err());
        }
    }
}

#[test]
fn tests_for_humans_are_limited_for_a_visitor_and_for_a_network() {
    let mut ledger = Ledger::new();
    let mut check =
        |visitor: &str, network| ledger.add("i", &challenge_counts(visitor, network, 0), 0).is_ok();
    assert_eq!((0..30).filter(|_| check("a", None)).count(), 10);
    assert!(check("b", None), "another visitor");
    assert_eq!((0..300).filter(|n| check(&n.to_string(), Some("net"))).count(), 100);
    assert!(check("c", Some("other net")));
}
