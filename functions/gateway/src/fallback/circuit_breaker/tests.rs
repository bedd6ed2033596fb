use super::{
    circuit::{HALF_OPEN_MS, SHOWN_MS},
    effect::{MAX_BACKOFF_MS, MAX_OPEN_MS},
    *,
};
use proptest::prelude::*;
use wire::Outcome;

const VISITOR: &str = "visitor";

fn attempt(provider: ProviderId, outcome: Outcome) -> Attempt {
    Attempt { provider, model: "m".to_owned(), outcome, status: None, ms: 0 }
}

fn after(outcome: Outcome, retry_after: RetryAfter, now: Millis) -> CircuitBreakers {
    let mut breakers = CircuitBreakers::new();
    breakers.record(&attempt(ProviderId::Gemini, outcome), retry_after, VISITOR, now);
    breakers
}

/// How long a provider that failed at `now` is skipped.
fn skipped_ms(mut breakers: CircuitBreakers, now: Millis) -> Millis {
    (now..)
        .step_by(500)
        .find(|&at| !breakers.should_skip(ProviderId::Gemini, "m", VISITOR, at))
        .unwrap_or_default()
        - now
}

#[test]
fn a_circuit_opens_as_long_as_the_provider_says_or_else_longer_each_time() {
    assert_eq!(skipped_ms(after(Outcome::RateLimited, RetryAfter::Seconds(41), 0), 0), 41_000);
    assert_eq!(skipped_ms(after(Outcome::Busy, RetryAfter::Unknown, 0), 0), 2_000);
    assert_eq!(skipped_ms(after(Outcome::Unauthorized, RetryAfter::Unknown, 0), 0), 30_000);
    assert_eq!(skipped_ms(after(Outcome::Location, RetryAfter::Unknown, 0), 0), MAX_BACKOFF_MS);
    let mut breakers = CircuitBreakers::new();
    let waits: Vec<Millis> = (0..8)
        .map(|_| {
            breakers.record(
                &attempt(ProviderId::Gemini, Outcome::ServerError),
                RetryAfter::Unknown,
                VISITOR,
                0,
            );
            skipped_ms(breakers.clone(), 0)
        })
        .collect();
    assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000]);
}

#[test]
fn after_the_days_neurons_are_exhausted_the_circuit_is_open_until_midnight_utc() {
    let day = 86_400_000;
    let evening = 20_000 * day + day - 90_000;
    assert_eq!(skipped_ms(after(Outcome::Quota, RetryAfter::UntilMidnightUtc, evening), evening), 90_000);
    assert_eq!(RetryAfter::UntilMidnightUtc.seconds(20_000 * day), Some(86_400));
}

#[test]
fn one_request_tries_a_provider_whose_time_is_over() {
    let mut breakers = after(Outcome::ServerError, RetryAfter::Unknown, 0);
    assert!(breakers.should_skip(ProviderId::Gemini, "m", VISITOR, 1_999));
    assert!(!breakers.should_skip(ProviderId::Gemini, "m", VISITOR, 2_000), "this one tries");
    assert!(breakers.should_skip(ProviderId::Gemini, "m", VISITOR, 2_001), "the next one skips it");
    assert!(
        !breakers.should_skip(ProviderId::Gemini, "m", VISITOR, 2_000 + HALF_OPEN_MS),
        "unless the first one never reports"
    );
    breakers.record(&attempt(ProviderId::Gemini, Outcome::Served), RetryAfter::Unknown, VISITOR, 3_000);
    assert!(!breakers.should_skip(ProviderId::Gemini, "m", VISITOR, 3_001));
}

#[test]
fn each_model_has_its_own_circuit_and_a_visitors_mistake_opens_none() {
    let mut breakers = after(Outcome::ServerError, RetryAfter::Unknown, 0);
    assert!(!breakers.should_skip(ProviderId::Gemini, "other", VISITOR, 1));
    assert!(!breakers.should_skip(ProviderId::Openai, "m", VISITOR, 1));
    for outcome in [Outcome::BadRequest, Outcome::TooLarge, Outcome::Blocked, Outcome::Aborted] {
        assert_eq!(after(outcome, RetryAfter::Unknown, 0), CircuitBreakers::new());
    }
}

/// What is known after an outcome for each of some visitors.
fn after_all(outcomes: &[(&str, Outcome)]) -> CircuitBreakers {
    let mut breakers = CircuitBreakers::new();
    for (visitor, outcome) in outcomes {
        breakers.record(&attempt(ProviderId::Gemini, *outcome), RetryAfter::Unknown, visitor, 0);
    }
    breakers
}

fn is_skipped_for(mut breakers: CircuitBreakers, visitor: &str) -> bool {
    breakers.should_skip(ProviderId::Gemini, "m", visitor, 1)
}

#[test]
fn what_one_visitor_causes_opens_the_circuit_for_that_visitor_alone() {
    let may_be_caused =
        [Outcome::Empty, Outcome::Malformed, Outcome::Timeout, Outcome::ServerError, Outcome::Network];
    for outcome in may_be_caused {
        let breakers = after_all(&[("a", outcome); 40]);
        assert!(is_skipped_for(breakers.clone(), "a"), "{outcome:?}");
        assert!(!is_skipped_for(breakers.clone(), "b"), "{outcome:?}");
        assert_eq!(breakers.open_until(ProviderId::Gemini, "m", 1), None);
        let two = after_all(&[("a", outcome), ("b", outcome), ("a", outcome)]);
        assert!(!is_skipped_for(two, "c"), "two are not several");
    }
}

#[test]
fn the_failures_of_most_of_several_visitors_open_it_for_everyone() {
    let failed = |visitor| (visitor, Outcome::Timeout);
    let served = |visitor| (visitor, Outcome::Served);
    assert!(is_skipped_for(after_all(&["a", "b", "c"].map(failed)), "d"));
    let most_are_served = [served("d"), served("e"), served("f"), failed("a"), failed("b"), failed("c")];
    assert!(!is_skipped_for(after_all(&most_are_served), "g"));
    let then_one_more = [&most_are_served[..], &[failed("h")]].concat();
    assert!(is_skipped_for(after_all(&then_one_more), "g"));
    assert!(
        !is_skipped_for(after_all(&[&then_one_more[..], &[served("d")]].concat()), "g"),
        "a success closes it"
    );
}

#[test]
fn what_a_provider_says_of_itself_opens_it_for_everyone_at_once() {
    for outcome in
        [Outcome::RateLimited, Outcome::Busy, Outcome::Quota, Outcome::Unauthorized, Outcome::Location]
    {
        assert!(is_skipped_for(after_all(&[("a", outcome)]), "b"), "{outcome:?}");
    }
    let with_time = after(Outcome::ServerError, RetryAfter::Seconds(5), 0);
    assert!(is_skipped_for(with_time, "b"), "a time to wait");
}

#[test]
fn a_visitors_own_failures_are_shown_in_the_status_only_while_others_are_not_served() {
    let state = |outcomes| after_all(outcomes).state(&[ProviderId::Gemini], 1).0;
    assert_eq!(state(&[("a", Outcome::Empty)]), SiteState::Down);
    assert_eq!(state(&[("b", Outcome::Served), ("a", Outcome::Empty)]), SiteState::Ok);
}

#[test]
fn many_visitors_do_not_fill_the_memory() {
    let mut breakers = CircuitBreakers::new();
    for n in 0..1000 {
        let visitor = format!("{n:016}");
        breakers.record(&attempt(ProviderId::Gemini, Outcome::Served), RetryAfter::Unknown, &visitor, n);
    }
    assert!(serde_json::to_string(&breakers).unwrap().len() < 5_000);
}

#[test]
fn when_isolates_exchange_what_they_know_the_newer_knowledge_wins() {
    let mut ours = after(Outcome::RateLimited, RetryAfter::Unknown, 100);
    let mut theirs = after(Outcome::RateLimited, RetryAfter::Seconds(60), 50);
    ours.merge(theirs.clone());
    assert!(!ours.clone().should_skip(ProviderId::Gemini, "m", VISITOR, 2_100));
    theirs.record(&attempt(ProviderId::Gemini, Outcome::Served), RetryAfter::Unknown, VISITOR, 200);
    ours.merge(theirs);
    assert!(!ours.should_skip(ProviderId::Gemini, "m", VISITOR, 201));
    let json = serde_json::to_string(&ours).unwrap();
    assert_eq!(serde_json::from_str::<CircuitBreakers>(&json).unwrap(), ours);
}

#[test]
fn a_failure_is_shown_in_the_status_until_a_success_or_for_a_minute() {
    let chain = [ProviderId::Gemini, ProviderId::Openai];
    let mut breakers = CircuitBreakers::new();
    assert_eq!(breakers.state(&chain, 0).0, SiteState::Ok);
    assert_eq!(breakers.state(&[], 0).0, SiteState::Unconfigured);
    breakers.record(&attempt(ProviderId::Gemini, Outcome::Timeout), RetryAfter::Unknown, VISITOR, 5);
    assert_eq!(breakers.state(&chain, 6).0, SiteState::Degraded);
    breakers.record(&attempt(ProviderId::Openai, Outcome::ServerError), RetryAfter::Unknown, VISITOR, 7);
    assert_eq!(breakers.state(&chain, 8).0, SiteState::Down);
    breakers.record(&attempt(ProviderId::Gemini, Outcome::Served), RetryAfter::Unknown, VISITOR, 9);
    assert_eq!(breakers.state(&chain, 10).0, SiteState::Degraded);
    assert_eq!(breakers.state(&chain, 7 + SHOWN_MS).0, SiteState::Ok);
}

proptest! {
    #[test]
    fn no_circuit_is_open_longer_than_a_day_and_a_success_always_closes_it(
        failures in prop::collection::vec((0..20u32, prop::option::of(any::<u32>())), 1..40),
    ) {
        let mut breakers = CircuitBreakers::new();
        let mut now = 0;
        for (gap, retry_after) in failures {
            now += Millis::from(gap);
            let retry_after = retry_after.map_or(RetryAfter::Unknown, RetryAfter::Seconds);
            breakers.record(&attempt(ProviderId::Gemini, Outcome::ServerError), retry_after, VISITOR, now);
            prop_assert!(!breakers.clone().should_skip(ProviderId::Gemini, "m", VISITOR, now + MAX_OPEN_MS));
        }
        breakers.record(&attempt(ProviderId::Gemini, Outcome::Served), RetryAfter::Unknown, VISITOR, now);
        prop_assert!(!breakers.should_skip(ProviderId::Gemini, "m", VISITOR, now));
    }
}
