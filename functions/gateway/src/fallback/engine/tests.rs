use super::*;
use crate::{providers::build_chain, reading::RequestFault, testing::settings};
use proptest::prelude::*;
use wire::ProviderId;

const FIRST_TOKEN: Millis = 100;
const TOTAL: Millis = 350;

fn limits() -> Limits {
    Limits { first_token_ms: FIRST_TOKEN, total_ms: TOTAL, ..Limits::default() }
}

/// Candidates, of which those marked `true` can be asked.
fn candidates(ready: &[bool]) -> Vec<Candidate> {
    let chain = build_chain(&settings(&[("GEMINI_API_KEY", "test-token-0000")]));
    let candidate = |(i, ready): (usize, &bool)| Candidate {
        id: ProviderId::ALL[i % 4],
        model: format!("m{i}"),
        provider: chain[0].provider().filter(|_| *ready).cloned(),
    };
    ready.iter().enumerate().map(candidate).collect()
}

fn engine(ready: &[bool]) -> Engine {
    Engine::new(&candidates(ready), |_| false, limits(), true, 0)
}

fn start(engine: &mut Engine) -> (AttemptId, usize, bool) {
    match engine.poll() {
        Some(Action::Start { attempt, candidate, is_last }) => (attempt, candidate, is_last),
        other => panic!("not a start: {other:?}"),
    }
}

fn failure(outcome: Outcome) -> Failure {
    Failure::new(outcome, Some(500))
}

fn outcomes(engine: &Engine) -> Vec<Outcome> {
    engine.attempts().iter().map(|attempt| attempt.outcome).collect()
}

#[test]
fn the_first_provider_that_answers_serves_and_earlier_failures_are_logged() {
    let mut engine = engine(&[true, true, true]);
    let (first, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (0, false));
    assert_eq!(engine.poll(), None);
    engine.handle(Event::Failed(first, failure(Outcome::RateLimited)), 5);
    let (second, candidate, _) = start(&mut engine);
    assert_eq!(candidate, 1);
    engine.handle(Event::Content(second, 200), 12);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!((engine.poll(), engine.deadline()), (None, None));
    assert_eq!(outcomes(&engine), [Outcome::RateLimited, Outcome::Served]);
    assert_eq!(engine.attempts()[1].ms, 7);
}

#[test]
fn a_silent_provider_is_aborted_and_the_next_one_is_asked() {
    let mut engine = engine(&[true, true]);
    let (first, ..) = start(&mut engine);
    assert_eq!(engine.deadline(), Some(FIRST_TOKEN));
    engine.tick(FIRST_TOKEN - 1);
    assert_eq!(engine.poll(), None);
    engine.tick(FIRST_TOKEN);
    assert_eq!(engine.poll(), Some(Action::Abort(first)));
    let (second, _, is_last) = start(&mut engine);
    assert!(is_last);
    // An event of the aborted attempt comes too late.
    engine.handle(Event::Content(first, 200), FIRST_TOKEN + 1);
    assert_eq!(engine.poll(), None);
    engine.handle(Event::Content(second, 200), FIRST_TOKEN + 2);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!(outcomes(&engine), [Outcome::Timeout, Outcome::Served]);
}

#[test]
fn a_model_that_thinks_has_time_as_long_as_its_connection_is_alive() {
    let limits = Limits { thinking_ms: 250, total_ms: 1_000, ..limits() };
    let mut engine = Engine::new(&candidates(&[true, true]), |_| false, limits, true, 0);
    let (first, ..) = start(&mut engine);
    engine.handle(Event::SignOfLife(first), 80);
    assert_eq!(engine.deadline(), Some(180), "the limit for the first words counts from the last sign");
    engine.handle(Event::SignOfLife(first), 170);
    assert_eq!(engine.deadline(), Some(250), "and ends at the limit for thinking");
    engine.tick(250);
    assert_eq!(engine.poll(), Some(Action::Abort(first)));
    let (second, ..) = start(&mut engine);
    engine.handle(Event::SignOfLife(first), 260);
    assert_eq!(engine.deadline(), Some(350), "a sign of an attempt that has ended changes nothing");
    engine.tick(350);
    assert_eq!(engine.poll(), Some(Action::Abort(second)));
}

#[test]
fn the_whole_request_has_its_own_time_limit() {
    let mut engine = engine(&[true; 8]);
    let mut last = start(&mut engine).0;
    for round in 1..=3 {
        engine.tick(round * FIRST_TOKEN);
        assert_eq!(engine.poll(), Some(Action::Abort(last)));
        last = start(&mut engine).0;
    }
    assert_eq!(engine.deadline(), Some(TOTAL));
    engine.tick(TOTAL);
    assert_eq!(engine.poll(), Some(Action::Abort(last)));
    assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUpReason::OutOfTime)));
}

#[test]
fn a_whole_answer_gets_its_share_of_the_time_left() {
    let mut engine = Engine::new(&candidates(&[true, true]), |_| false, limits(), false, 0);
    start(&mut engine);
    assert_eq!(engine.deadline(), Some(TOTAL / 2));
    engine.tick(TOTAL / 2);
    assert_eq!(engine.deadline(), Some(TOTAL));
}

/// The reason for no answer after these failures, one for each provider.
fn reason_after(failures: &[Failure]) -> GiveUpReason {
    let mut engine = engine(&vec![true; failures.len()]);
    for failure in failures {
        let (attempt, ..) = start(&mut engine);
        engine.handle(Event::Failed(attempt, failure.clone()), 1);
    }
    match engine.poll() {
        Some(Action::GiveUp(reason)) => reason,
        other => panic!("not the end: {other:?}"),
    }
}

#[test]
fn a_refusal_is_about_the_provider_that_refused_so_the_next_one_is_asked() {
    for outcome in [Outcome::BadRequest, Outcome::TooLarge, Outcome::Blocked] {
        let mut engine = engine(&[true, true]);
        let (first, ..) = start(&mut engine);
        engine.handle(Event::Failed(first, failure(outcome)), 1);
        let (second, candidate, _) = start(&mut engine);
        assert_eq!(candidate, 1);
        engine.handle(Event::Content(second, 200), 2);
        assert_eq!(outcomes(&engine), [outcome, Outcome::Served]);
    }
}

#[test]
fn when_all_refuse_the_reason_is_what_they_agree_on() {
    let refused = |param: &str| Failure {
        fault: RequestFault { param: Some(param.to_owned()), ..RequestFault::none() },
        ..failure(Outcome::BadRequest)
    };
    let too_long = failure(Outcome::TooLarge);
    let blocked = failure(Outcome::Blocked);
    let limited = |outcome| Failure::new(outcome, Some(429));
    assert_eq!(reason_after(&[too_long.clone(), too_long.clone()]), GiveUpReason::TooLong);
    assert_eq!(reason_after(&[blocked.clone(), blocked.clone()]), GiveUpReason::Blocked);
    assert_eq!(reason_after(&[limited(Outcome::Quota), limited(Outcome::Busy)]), GiveUpReason::RateLimited);
    let GiveUpReason::Refused(fault) = reason_after(&[refused("seed"), refused("tools"), refused("tools")])
    else {
        panic!("all refused the request");
    };
    assert_eq!(fault.param.as_deref(), Some("tools"));
    let GiveUpReason::Refused(fault) = reason_after(&[too_long.clone(), blocked]) else {
        panic!("all refused the request");
    };
    assert_eq!(fault.code.as_deref(), Some("context_length_exceeded"));
    for other in [Outcome::ServerError, Outcome::Network, Outcome::Unauthorized] {
        assert_eq!(reason_after(&[too_long.clone(), failure(other)]), GiveUpReason::AllFailed);
        assert_eq!(reason_after(&[limited(Outcome::RateLimited), failure(other)]), GiveUpReason::AllFailed);
    }
}

#[test]
fn when_all_fail_the_reason_and_the_soonest_retry_are_known() {
    let mut engine = engine(&[true, false, true]);
    let limited = |s| Failure { retry_after: RetryAfter::Seconds(s), ..failure(Outcome::RateLimited) };
    let (first, ..) = start(&mut engine);
    engine.handle(Event::Failed(first, limited(30)), 1);
    let (second, _, is_last) = start(&mut engine);
    assert!(is_last);
    engine.handle(Event::Failed(second, limited(9)), 2);
    assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUpReason::AllFailed)));
    assert_eq!(engine.retry_after_s(), Some(9));
    assert_eq!(outcomes(&engine), [Outcome::RateLimited, Outcome::NotConfigured, Outcome::RateLimited]);
}

#[test]
fn without_a_provider_to_ask_the_engine_gives_up_at_once() {
    for ready in [vec![], vec![false, false]] {
        let mut engine = engine(&ready);
        assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUpReason::NoneConfigured)));
        assert_eq!(engine.deadline(), None);
    }
}

#[test]
fn a_provider_with_an_open_circuit_is_skipped_and_asked_last() {
    let skips = |place| place == 0;
    let mut engine = Engine::new(&candidates(&[true, true]), skips, limits(), true, 0);
    let (first, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (1, false));
    engine.handle(Event::Failed(first, failure(Outcome::ServerError)), 1);
    let (second, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (0, true));
    engine.handle(Event::Content(second, 200), 2);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!(outcomes(&engine), [Outcome::Skipped, Outcome::ServerError, Outcome::Served]);
}

#[test]
fn if_all_circuits_are_open_none_is_skipped() {
    let mut engine = Engine::new(&candidates(&[true, true]), |_| true, limits(), true, 0);
    let (first, candidate, _) = start(&mut engine);
    assert_eq!(candidate, 0);
    engine.handle(Event::Content(first, 200), 2);
    assert_eq!(outcomes(&engine), [Outcome::Served]);
}

fn hedged(ready: &[bool]) -> Engine {
    let limits = Limits { hedge_after_ms: 30, ..limits() };
    Engine::new(&candidates(ready), |_| false, limits, true, 0)
}

#[test]
fn a_silent_stream_is_hedged_and_the_first_to_answer_serves() {
    for winner in [0, 1] {
        let mut engine = hedged(&[true, true]);
        let (first, ..) = start(&mut engine);
        assert_eq!(engine.deadline(), Some(30));
        engine.tick(30);
        let (second, ..) = start(&mut engine);
        assert_eq!(engine.deadline(), Some(FIRST_TOKEN), "no candidate is left for another hedge");
        let (winner, loser) = if winner == 0 { (first, second) } else { (second, first) };
        engine.handle(Event::Content(winner, 200), 40);
        assert_eq!(engine.poll(), Some(Action::Abort(loser)));
        assert_eq!(engine.poll(), Some(Action::Commit(winner)));
        assert_eq!(outcomes(&engine), [Outcome::Aborted, Outcome::Served]);
    }
}

#[test]
fn after_a_failed_hedge_the_first_attempt_goes_on_and_after_both_failed_the_next_starts() {
    let mut engine = hedged(&[true, true, true]);
    let (first, ..) = start(&mut engine);
    engine.tick(30);
    let (second, ..) = start(&mut engine);
    engine.handle(Event::Failed(second, failure(Outcome::Busy)), 35);
    assert_eq!(engine.poll(), None, "the first still has its time");
    engine.handle(Event::Failed(first, failure(Outcome::Busy)), 36);
    assert_eq!(start(&mut engine).1, 2);
}

#[test]
fn a_whole_answer_is_not_hedged() {
    let limits = Limits { hedge_after_ms: 30, ..limits() };
    let engine = Engine::new(&candidates(&[true, true]), |_| false, limits, false, 0);
    assert_eq!(engine.deadline(), Some(TOTAL / 2));
}

/// How a simulated provider behaves.
#[derive(Clone, Copy, Debug)]
enum Upstream {
    NotReady,
    Silent,
    Answers(Millis),
    Fails(Millis, Outcome),
}

fn upstream() -> impl Strategy<Value = Upstream> {
    let kinds =
        vec![Outcome::ServerError, Outcome::Network, Outcome::Empty, Outcome::BadRequest, Outcome::Quota];
    prop_oneof![
        Just(Upstream::NotReady),
        Just(Upstream::Silent),
        (0..200u64).prop_map(Upstream::Answers),
        (0..200u64, prop::sample::select(kinds)).prop_map(|(at, kind)| Upstream::Fails(at, kind)),
    ]
}

proptest! {
    /// The engine against simulated providers on a virtual clock.
    #[test]
    fn whatever_fails_there_is_one_answer_or_one_reason_in_time(
        upstreams in prop::collection::vec(upstream(), 0..7),
        skipped in prop::collection::vec(any::<bool>(), 7),
        hedge_after_ms in prop_oneof![Just(0), 1..150u64],
        stream in any::<bool>(),
    ) {
        let ready: Vec<bool> = upstreams.iter().map(|u| !matches!(u, Upstream::NotReady)).collect();
        let limits = Limits { hedge_after_ms, ..limits() };
        let mut engine = Engine::new(&candidates(&ready), |place| skipped[place], limits, stream, 0);
        let mut now = 0;
        let mut live: Vec<(AttemptId, usize, Millis)> = Vec::new();
        let mut starts = Vec::new();
        let end = loop {
            match engine.poll() {
                Some(Action::Start { attempt, candidate, .. }) => {
                    starts.push(candidate);
                    live.push((attempt, candidate, now));
                }
                Some(Action::Abort(id)) => live.retain(|(live, ..)| *live != id),
                Some(end) => break end,
                None => {
                    let due = live.iter().filter_map(|&(id, candidate, started)| match upstreams[candidate] {
                        Upstream::Answers(after) => Some((started + after, Event::Content(id, 200))),
                        Upstream::Fails(after, kind) => Some((started + after, Event::Failed(id, failure(kind)))),
                        _ => None,
                    });
                    let next = due.min_by_key(|(at, _)| *at);
                    let deadline = engine.deadline().expect("something is always waited for");
                    if let Some((at, event)) = next.filter(|(at, _)| *at < deadline) {
                        now = at;
                        if let Event::Failed(id, _) = &event {
                            live.retain(|(live, ..)| live != id);
                        }
                        engine.handle(event, now);
                    } else {
                        now = deadline;
                        engine.tick(now);
                    }
                }
            }
        };
        prop_assert!(now <= TOTAL);
        prop_assert_eq!(engine.poll(), None);
        // Each is asked at most once, in order, those with open circuits after the others.
        let order: Vec<_> = starts.iter().map(|&place| (skipped[place], place)).collect();
        prop_assert!(order.windows(2).all(|pair| pair[0] < pair[1]));
        let count = |outcome| engine.attempts().iter().filter(|a| a.outcome == outcome).count();
        if let Action::Commit(id) = end {
            // Only the attempt that serves is still running.
            prop_assert_eq!(live.iter().map(|(live, ..)| *live).collect::<Vec<_>>(), [id]);
            prop_assert_eq!(count(Outcome::Served), 1);
            prop_assert_eq!(engine.attempts().last().map(|a| a.outcome), Some(Outcome::Served));
        } else {
            prop_assert!(live.is_empty());
            prop_assert_eq!(count(Outcome::Served), 0);
        }
        // Every attempt is logged.
        let not_asked = count(Outcome::NotConfigured) + count(Outcome::Skipped);
        prop_assert_eq!(engine.attempts().len() - not_asked, starts.len());
        // A healthy provider is reached, if the time allows it.
        let is_healthy = |upstream: &Upstream| matches!(upstream, Upstream::Answers(after) if *after < FIRST_TOKEN);
        if matches!(end, Action::GiveUp(reason) if reason != GiveUpReason::OutOfTime) {
            prop_assert!(!upstreams.iter().any(is_healthy));
        }
    }
}
