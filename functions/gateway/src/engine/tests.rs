use super::*;
use crate::{providers, settings::Settings};
use proptest::prelude::*;

const FIRST_TOKEN: Millis = 100;
const TOTAL: Millis = 350;

fn limits() -> Limits {
    Limits { first_token_ms: FIRST_TOKEN, total_ms: TOTAL, ..Limits::default() }
}

/// Candidates of which those marked are ready.
fn candidates(ready: &[bool]) -> Vec<Candidate> {
    let set = |name: &str| (name == "GEMINI_API_KEY").then(|| "test-token-0000".to_owned());
    let chain = providers::chain(&Settings::read(&set).unwrap());
    let providers::Readiness::Ready(provider) = &chain[0].1 else { panic!("ready") };
    let candidate = |(i, ready): (usize, &bool)| Candidate {
        provider: ProviderId::ALL[i % 4],
        model: format!("m{i}"),
        upstream: ready.then(|| provider.clone()),
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

fn fault(outcome: Outcome) -> Fault {
    Fault::new(outcome, Some(500))
}

fn outcomes(engine: &Engine) -> Vec<Outcome> {
    engine.attempts().iter().map(|attempt| attempt.outcome).collect()
}

#[test]
fn the_first_that_answers_serves_and_each_failure_before_it_is_told() {
    let mut engine = engine(&[true, true, true]);
    let (first, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (0, false));
    assert_eq!(engine.poll(), None);
    engine.handle(Event::Failed(first, fault(Outcome::RateLimited)), 5);
    let (second, candidate, _) = start(&mut engine);
    assert_eq!(candidate, 1);
    engine.handle(Event::Content(second, 200), 12);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!((engine.poll(), engine.deadline()), (None, None));
    assert_eq!(outcomes(&engine), [Outcome::RateLimited, Outcome::Served]);
    assert_eq!(engine.attempts()[1].ms, 7);
}

#[test]
fn a_silent_provider_is_ended_and_the_next_one_asked() {
    let mut engine = engine(&[true, true]);
    let (first, ..) = start(&mut engine);
    assert_eq!(engine.deadline(), Some(FIRST_TOKEN));
    engine.tick(FIRST_TOKEN - 1);
    assert_eq!(engine.poll(), None);
    engine.tick(FIRST_TOKEN);
    assert_eq!(engine.poll(), Some(Action::Abort(first)));
    let (second, _, is_last) = start(&mut engine);
    assert!(is_last);
    // Word from the ended attempt comes too late.
    engine.handle(Event::Content(first, 200), FIRST_TOKEN + 1);
    assert_eq!(engine.poll(), None);
    engine.handle(Event::Content(second, 200), FIRST_TOKEN + 2);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!(outcomes(&engine), [Outcome::Timeout, Outcome::Served]);
}

#[test]
fn the_whole_request_has_a_limit_of_its_own() {
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
    assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUp::OutOfTime)));
}

#[test]
fn a_whole_answer_may_take_its_share_of_the_time() {
    let mut engine = Engine::new(&candidates(&[true, true]), |_| false, limits(), false, 0);
    start(&mut engine);
    assert_eq!(engine.deadline(), Some(TOTAL / 2));
    engine.tick(TOTAL / 2);
    assert_eq!(engine.deadline(), Some(TOTAL));
}

#[test]
fn the_visitors_own_mistake_is_not_repeated_elsewhere() {
    for (outcome, reason) in
        [(Outcome::BadRequest, GiveUp::BadRequest), (Outcome::TooLarge, GiveUp::TooLarge)]
    {
        let mut engine = engine(&[true, true]);
        let (first, ..) = start(&mut engine);
        engine.handle(Event::Failed(first, fault(outcome)), 1);
        assert_eq!(engine.poll(), Some(Action::GiveUp(reason)));
    }
}

#[test]
fn when_all_fail_the_reason_and_the_soonest_retry_are_told() {
    let mut engine = engine(&[true, false, true]);
    let limited = |s| Fault { wait: Wait::Seconds(s), ..fault(Outcome::RateLimited) };
    let (first, ..) = start(&mut engine);
    engine.handle(Event::Failed(first, limited(30)), 1);
    let (second, _, is_last) = start(&mut engine);
    assert!(is_last);
    engine.handle(Event::Failed(second, limited(9)), 2);
    assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUp::AllFailed)));
    assert_eq!(engine.retry_after_s(), Some(9));
    assert_eq!(outcomes(&engine), [Outcome::RateLimited, Outcome::NotConfigured, Outcome::RateLimited]);
}

#[test]
fn with_nobody_to_ask_nothing_is_asked() {
    for ready in [vec![], vec![false, false]] {
        let mut engine = engine(&ready);
        assert_eq!(engine.poll(), Some(Action::GiveUp(GiveUp::NoneConfigured)));
        assert_eq!(engine.deadline(), None);
    }
}

#[test]
fn a_resting_provider_is_passed_by_and_tried_when_nobody_else_answers() {
    let rests = |place| place == 0;
    let mut engine = Engine::new(&candidates(&[true, true]), rests, limits(), true, 0);
    let (first, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (1, false));
    engine.handle(Event::Failed(first, fault(Outcome::ServerError)), 1);
    let (second, candidate, is_last) = start(&mut engine);
    assert_eq!((candidate, is_last), (0, true));
    engine.handle(Event::Content(second, 200), 2);
    assert_eq!(engine.poll(), Some(Action::Commit(second)));
    assert_eq!(outcomes(&engine), [Outcome::Skipped, Outcome::ServerError, Outcome::Served]);
}

#[test]
fn a_chain_that_rests_entirely_is_tried_as_if_it_did_not() {
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
fn a_silent_provider_gets_company_and_the_first_to_speak_wins() {
    for winner in [0, 1] {
        let mut engine = hedged(&[true, true]);
        let (first, ..) = start(&mut engine);
        assert_eq!(engine.deadline(), Some(30));
        engine.tick(30);
        let (second, ..) = start(&mut engine);
        assert_eq!(engine.deadline(), Some(FIRST_TOKEN), "nobody is left to be the next hedge");
        let (winner, loser) = if winner == 0 { (first, second) } else { (second, first) };
        engine.handle(Event::Content(winner, 200), 40);
        assert_eq!(engine.poll(), Some(Action::Abort(loser)));
        assert_eq!(engine.poll(), Some(Action::Commit(winner)));
        assert_eq!(outcomes(&engine), [Outcome::Aborted, Outcome::Served]);
    }
}

#[test]
fn a_hedge_that_fails_leaves_the_first_its_time_and_both_gone_means_the_next() {
    let mut engine = hedged(&[true, true, true]);
    let (first, ..) = start(&mut engine);
    engine.tick(30);
    let (second, ..) = start(&mut engine);
    engine.handle(Event::Failed(second, fault(Outcome::Busy)), 35);
    assert_eq!(engine.poll(), None, "the first still has its time");
    engine.handle(Event::Failed(first, fault(Outcome::Busy)), 36);
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
    fn whatever_breaks_one_answer_or_one_reason_comes_in_time(
        upstreams in prop::collection::vec(upstream(), 0..7),
        resting in prop::collection::vec(any::<bool>(), 7),
        hedge_after_ms in prop_oneof![Just(0), 1..150u64],
        stream in any::<bool>(),
    ) {
        let ready: Vec<bool> = upstreams.iter().map(|u| !matches!(u, Upstream::NotReady)).collect();
        let limits = Limits { hedge_after_ms, ..limits() };
        let mut engine = Engine::new(&candidates(&ready), |place| resting[place], limits, stream, 0);
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
                        Upstream::Fails(after, kind) => Some((started + after, Event::Failed(id, fault(kind)))),
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
        // Each is asked at most once, those that rest after the others, both in order.
        let order: Vec<_> = starts.iter().map(|&place| (resting[place], place)).collect();
        prop_assert!(order.windows(2).all(|pair| pair[0] < pair[1]));
        let count = |outcome| engine.attempts().iter().filter(|a| a.outcome == outcome).count();
        if let Action::Commit(id) = end {
            // Nobody but the one who serves is still at work.
            prop_assert_eq!(live.iter().map(|(live, ..)| *live).collect::<Vec<_>>(), [id]);
            prop_assert_eq!(count(Outcome::Served), 1);
            prop_assert_eq!(engine.attempts().last().map(|a| a.outcome), Some(Outcome::Served));
        } else {
            prop_assert!(live.is_empty());
            prop_assert_eq!(count(Outcome::Served), 0);
        }
        // Everyone who was asked is told of.
        let passed_by = count(Outcome::NotConfigured) + count(Outcome::Skipped);
        prop_assert_eq!(engine.attempts().len() - passed_by, starts.len());
        // A healthy provider is reached, if time and the visitor's own request allow.
        let is_healthy = |upstream: &Upstream| matches!(upstream, Upstream::Answers(after) if *after < FIRST_TOKEN);
        if matches!(end, Action::GiveUp(GiveUp::AllFailed)) {
            prop_assert!(!upstreams.iter().any(is_healthy));
        }
    }
}
