//! Which questions were asked again.

use super::samples::{answered, attempt};
use crate::{
    request::CompletionRequest,
    secret::Secret,
    testing::settings,
    time::DAY_MS,
    traffic::{Prices, Question, Questions, Record, Recorder, Tokens, database, question_name},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use wire::{Attempt, Outcome, ProviderId, traffic::Caching};

const NOON: u64 = 20_600 * DAY_MS + DAY_MS / 2;

fn name_of(n: u32) -> String {
    format!("{n:08x}{:024}", 0)
}

/// A question that was answered in two seconds, by a model with a price.
fn question(n: u32, at: u64) -> Question {
    let model = "gpt-5-mini".to_owned();
    let served = Attempt { model, ..attempt(ProviderId::Openai, Outcome::Served, 100) };
    let tokens = Some(Tokens { input: 0, output: 1_000 });
    Question::new(name_of(n), &Record { tokens, ..answered(at, "r", vec![served]) }).unwrap()
}

fn all<'a>(questions: impl IntoIterator<Item = &'a Question>) -> Questions {
    let mut all = Questions::default();
    for question in questions {
        all.add(question.clone());
    }
    all
}

fn seen(questions: &Questions) -> Caching {
    questions.view(0, u64::MAX, NOON + DAY_MS / 2, &Prices::default())
}

/// What each time to keep answers would save: questions asked again, and answers.
fn saved(times_s: &[u64]) -> Vec<(u64, u64)> {
    let questions: Vec<Question> = times_s.iter().map(|at| question(7, NOON + at * 1000)).collect();
    seen(&all(&questions)).ttls.iter().map(|ttl| (ttl.asked_again, ttl.saved_requests)).collect()
}

#[test]
fn what_is_asked_again_comes_from_the_cache_as_long_as_the_answer_is_kept() {
    assert_eq!(saved(&[0]), [(0, 0); 3]);
    assert_eq!(saved(&[0, 30]), [(1, 1); 3]);
    assert_eq!(saved(&[0, 61]), [(0, 1), (1, 1), (1, 1)], "the answer came after two seconds");
    assert_eq!(saved(&[0, 40, 80]), [(2, 1), (2, 2), (2, 2)], "a hit does not keep the answer longer");
    assert_eq!(saved(&[0, 1]), [(1, 0); 3], "the first answer has not ended");
    assert_eq!(saved(&[0, 4_000]), [(0, 0), (0, 0), (1, 1)]);
}

#[test]
fn it_saves_what_the_answers_cost_and_how_long_they_took() {
    let other = Question { model: "a-model-of-tomorrow".to_owned(), ..question(7, NOON + 20_000) };
    let caching = seen(&all(&[question(7, NOON), question(7, NOON + 10_000), other]));
    let minute = caching.ttls[0];
    assert_eq!((caching.questions, caching.one_in, caching.from_cache), (3, 1, 0));
    assert_eq!((minute.saved_requests, minute.saved_ms), (2, 4_000));
    assert_eq!((minute.saved_micro_usd, minute.priced_requests), (2_000, 1));
}

#[test]
fn an_answer_from_the_cache_saved_what_it_had_cost_before() {
    let cached = Question { is_from_cache: true, total_ms: 5, ..question(7, NOON + 10_000) };
    let caching = seen(&all(&[question(7, NOON), cached]));
    assert_eq!((caching.from_cache, caching.ttls[0].saved_ms), (1, 2_000));
}

fn request(json: &str) -> CompletionRequest {
    CompletionRequest::read(Some("application/json"), json.as_bytes(), &settings(&[]).limits, &[]).unwrap()
}

#[test]
fn a_name_is_the_same_for_the_same_question_alone() {
    let salt = Secret::new("test-secret-0000");
    let name = |json: &str| question_name(&request(json), &salt, NOON);
    let known = name(r#"{"messages":[{"role":"user","content":"a  \" b"}],"temperature":1}"#);
    assert_eq!(known.len(), 32);
    for same in [
        r#"{"temperature": 1, "messages": [ {"role": "user", "content": "a  \" b"} ], "stream": true}"#,
        r#"{"model":"auto","user":"u","messages":[{"role":"user","content":"a  \" b"}],"temperature":1}"#,
    ] {
        assert_eq!(name(same), known, "{same}");
    }
    for other in [
        r#"{"messages":[{"role":"user","content":"a \" b"}],"temperature":1}"#,
        r#"{"messages":[{"role":"user","content":"a  \" b"}],"temperature":0}"#,
        r#"{"messages":[{"role":"user","content":"a  \" b"}],"temperature":1,"max_tokens":7}"#,
        r#"{"model":"m","messages":[{"role":"user","content":"a  \" b"}],"temperature":1}"#,
    ] {
        assert_ne!(name(other), known, "{other}");
    }
    let question = request(r#"{"messages":[{"role":"user","content":"a  \" b"}],"temperature":1}"#);
    assert_eq!(question_name(&question, &salt, NOON + 1), known);
    assert_ne!(question_name(&question, &salt, NOON + DAY_MS), known, "each day has a key of its own");
    assert_ne!(question_name(&question, &Secret::new("test-secret-0001"), NOON), known);
}

#[test]
fn nothing_that_was_asked_is_written() {
    let mut recorder = Recorder::default();
    let asked = request(r#"{"messages":[{"role":"user","content":"canary-0000"}]}"#);
    recorder.open(answered(NOON, "r", vec![attempt(ProviderId::Gemini, Outcome::Served, 1)]));
    recorder.ask("r", question_name(&asked, &Secret::new("test-secret-0000"), NOON));
    recorder.end("r", NOON + 500, |_| ());
    let batch = recorder.take(crate::traffic::Recent { isolates: 1, writes: 0 }, NOON + 1_000).unwrap();
    let statements = database::write(&batch, "a");
    assert_eq!(statements.len(), 3, "questions, sums and requests");
    assert!(statements.iter().all(|(_, parameter)| !parameter.contains("canary")));
    let [_, sums, requests] = &statements[..] else { panic!("three") };
    let name = question_name(&asked, &Secret::new("test-secret-0000"), NOON);
    assert!(!sums.1.contains(&name) && !requests.1.contains(&name), "only the questions have it");
}

fn any_question() -> impl Strategy<Value = Question> {
    (0..6_u32, 0..7_200_u64, any::<bool>(), 0..9_000_u32).prop_map(|(n, after, is_from_cache, total_ms)| {
        Question { total_ms, is_from_cache, ..question(n, NOON + after * 1000) }
    })
}

/// What the database gives back.
fn rows(questions: &Questions) -> Vec<Value> {
    let batch = crate::traffic::Batch {
        at: NOON,
        sums: crate::traffic::Sums::default(),
        records: Vec::new(),
        questions: questions.clone(),
    };
    let Some((_, parameter)) =
        database::write(&batch, "a").into_iter().find(|(sql, _)| sql.contains("repeats"))
    else {
        return vec![json!({ "questions": null })];
    };
    let row: Value = serde_json::from_str(&parameter).unwrap();
    vec![json!({ "questions": row["questions"] })]
}

proptest! {
    #[test]
    fn any_order_and_any_split_over_isolates_gives_the_same_figures(
        questions in prop::collection::vec((any_question(), 0..4_usize), 0..60),
        merged_first in 0..4_usize,
    ) {
        let whole = seen(&all(questions.iter().map(|(question, _)| question)));
        let of_isolate = |isolate: usize| {
            all(questions.iter().rev().filter(|(_, by)| *by == isolate).map(|(question, _)| question))
        };
        let mut merged = Questions::default();
        for n in 0..4 {
            let questions = of_isolate((merged_first + n) % 4);
            merged.merge(&database::questions(&rows(&questions), 0));
        }
        prop_assert_eq!(&seen(&merged), &whole);
        prop_assert_eq!(whole.questions, questions.len() as u64);
        let asked_again: Vec<u64> = whole.ttls.iter().map(|ttl| ttl.asked_again).collect();
        prop_assert!(asked_again.is_sorted());
        for ttl in &whole.ttls {
            prop_assert!(ttl.saved_requests < whole.questions.max(1) && ttl.priced_requests <= ttl.saved_requests);
        }
    }

    #[test]
    fn of_too_many_questions_the_same_ones_stay_in_every_isolate(names in prop::collection::vec(any::<u32>(), 300..900)) {
        let questions: Vec<Question> = names.iter().map(|n| question(*n, NOON)).collect();
        let (one, other) = (all(&questions), all(questions.iter().rev()));
        let caching = seen(&one);
        prop_assert!(caching.one_in > 1);
        prop_assert_eq!(&caching, &seen(&other));
        // A share of random names is near its expectation.
        prop_assert!(caching.questions > names.len() as u64 / 3 && caching.questions < names.len() as u64 * 3);
        let (_, parameter) = database::read_questions(NOON, caching.one_in.ilog2());
        let parameter: Value = serde_json::from_str(&parameter).unwrap();
        let end = parameter["end"].as_str().unwrap();
        let read = names.iter().filter(|n| name_of(**n).as_str() < end).count() as u64;
        prop_assert_eq!(read * caching.one_in, caching.questions);
    }
}
