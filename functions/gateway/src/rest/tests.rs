use super::*;
use proptest::prelude::*;

fn attempt(provider: ProviderId, outcome: Outcome) -> Attempt {
    Attempt { provider, model: "m".to_owned(), outcome, status: None, ms: 0 }
}

fn after(outcome: Outcome, wait: Wait, now: Millis) -> Rest {
    let mut rest = Rest::new();
    rest.note(&attempt(ProviderId::Gemini, outcome), wait, now);
    rest
}

/// When a provider that failed at `now` is tried again.
fn wakes(mut rest: Rest, now: Millis) -> Millis {
    (now..).step_by(500).find(|&at| !rest.rests(ProviderId::Gemini, "m", at)).unwrap_or_default() - now
}

#[test]
fn a_failure_rests_as_long_as_it_says_or_else_longer_each_time() {
    assert_eq!(wakes(after(Outcome::RateLimited, Wait::Seconds(41), 0), 0), 41_000);
    assert_eq!(wakes(after(Outcome::Busy, Wait::Unknown, 0), 0), 2_000);
    assert_eq!(wakes(after(Outcome::Unauthorized, Wait::Unknown, 0), 0), 30_000);
    assert_eq!(wakes(after(Outcome::Location, Wait::Unknown, 0), 0), LONGEST_BACKOFF_MS);
    let mut rest = Rest::new();
    let waits: Vec<Millis> = (0..8)
        .map(|_| {
            rest.note(&attempt(ProviderId::Gemini, Outcome::ServerError), Wait::Unknown, 0);
            wakes(rest.clone(), 0)
        })
        .collect();
    assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 120_000, 120_000]);
}

#[test]
fn the_days_neurons_come_back_at_midnight_utc() {
    let day = 86_400_000;
    let evening = 20_000 * day + day - 90_000;
    assert_eq!(wakes(after(Outcome::Quota, Wait::UntilMidnightUtc, evening), evening), 90_000);
    assert_eq!(Wait::UntilMidnightUtc.seconds(20_000 * day), Some(86_400));
}

#[test]
fn only_one_request_tries_a_provider_whose_time_is_over() {
    let mut rest = after(Outcome::ServerError, Wait::Unknown, 0);
    assert!(rest.rests(ProviderId::Gemini, "m", 1_999));
    assert!(!rest.rests(ProviderId::Gemini, "m", 2_000), "this one tries");
    assert!(rest.rests(ProviderId::Gemini, "m", 2_001), "the next goes by");
    assert!(!rest.rests(ProviderId::Gemini, "m", 2_000 + PROBE_MS), "unless nothing is heard of it");
    rest.note(&attempt(ProviderId::Gemini, Outcome::Served), Wait::Unknown, 3_000);
    assert!(!rest.rests(ProviderId::Gemini, "m", 3_001));
}

#[test]
fn models_rest_apart_and_the_visitors_mistakes_rest_nobody() {
    let mut rest = after(Outcome::ServerError, Wait::Unknown, 0);
    assert!(!rest.rests(ProviderId::Gemini, "other", 1));
    assert!(!rest.rests(ProviderId::Openai, "m", 1));
    for outcome in [Outcome::BadRequest, Outcome::TooLarge, Outcome::Blocked, Outcome::Aborted] {
        assert_eq!(after(outcome, Wait::Unknown, 0), Rest::new());
    }
}

#[test]
fn isolates_learn_from_each_other_and_the_newer_knowledge_wins() {
    let mut ours = after(Outcome::ServerError, Wait::Unknown, 100);
    let mut theirs = after(Outcome::ServerError, Wait::Seconds(60), 50);
    ours.merge(theirs.clone());
    assert!(!ours.clone().rests(ProviderId::Gemini, "m", 2_100));
    theirs.note(&attempt(ProviderId::Gemini, Outcome::Served), Wait::Unknown, 200);
    ours.merge(theirs);
    assert!(!ours.rests(ProviderId::Gemini, "m", 201));
    let json = serde_json::to_string(&ours).unwrap();
    assert_eq!(serde_json::from_str::<Rest>(&json).unwrap(), ours);
}

#[test]
fn a_failure_shows_in_the_status_until_a_success_or_until_it_is_old() {
    let chain = [ProviderId::Gemini, ProviderId::Openai];
    let mut rest = Rest::new();
    assert_eq!(rest.state(&chain, 0).0, SiteState::Ok);
    assert_eq!(rest.state(&[], 0).0, SiteState::Unconfigured);
    rest.note(&attempt(ProviderId::Gemini, Outcome::Timeout), Wait::Unknown, 5);
    assert_eq!(rest.state(&chain, 6).0, SiteState::Degraded);
    rest.note(&attempt(ProviderId::Openai, Outcome::ServerError), Wait::Unknown, 7);
    assert_eq!(rest.state(&chain, 8).0, SiteState::Down);
    rest.note(&attempt(ProviderId::Gemini, Outcome::Served), Wait::Unknown, 9);
    assert_eq!(rest.state(&chain, 10).0, SiteState::Degraded);
    assert_eq!(rest.state(&chain, 7 + SHOWN_MS).0, SiteState::Ok);
}

proptest! {
    #[test]
    fn no_rest_is_longer_than_a_day_and_a_success_always_ends_it(
        failures in prop::collection::vec((0..20u32, prop::option::of(any::<u32>())), 1..40),
    ) {
        let mut rest = Rest::new();
        let mut now = 0;
        for (gap, told) in failures {
            now += Millis::from(gap);
            let wait = told.map_or(Wait::Unknown, Wait::Seconds);
            rest.note(&attempt(ProviderId::Gemini, Outcome::ServerError), wait, now);
            prop_assert!(!rest.clone().rests(ProviderId::Gemini, "m", now + LONGEST_MS));
        }
        rest.note(&attempt(ProviderId::Gemini, Outcome::Served), Wait::Unknown, now);
        prop_assert!(!rest.rests(ProviderId::Gemini, "m", now));
    }
}
