use super::*;
use crate::{providers, settings::Settings};
use serde_json::json;

const JSON: Option<&str> = Some("application/json; charset=utf-8");

fn read(body: &Value) -> Result<Ask, Refusal> {
    Ask::read(JSON, body.to_string().as_bytes(), &Limits::default())
}

fn hello(extra: &Value) -> Value {
    let mut body = json!({ "messages": [{ "role": "user", "content": "你好" }] });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    body
}

fn chain(pairs: &[(&str, &str)]) -> Vec<(ProviderId, Readiness)> {
    let lookup = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    providers::chain(&Settings::read(&lookup).unwrap())
}

fn order(ask: &Ask, exclude: Option<&str>) -> Vec<String> {
    let chain = chain(&[
        ("GEMINI_API_KEY", "test-token-0000"),
        ("CLOUDFLARE_ACCOUNT_ID", "0123456789abcdef0123456789abcdef"),
        ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
        ("OPENAI_BASE_URL", "http://127.0.0.1:1"),
        ("OPENAI_MODEL", "m"),
    ]);
    let candidates = candidates(ask, &chain, exclude).unwrap();
    candidates.iter().map(|c| model_id(c.provider, &c.model)).collect()
}

#[test]
fn each_mistake_has_its_own_answer() {
    let status =
        |result: Result<Ask, Refusal>| result.map_err(|refusal| (refusal.status, refusal.code)).unwrap_err();
    assert_eq!(status(Ask::read(None, b"{}", &Limits::default())), (400, "invalid_content_type"));
    assert_eq!(
        status(Ask::read(Some("text/plain"), b"{}", &Limits::default())),
        (400, "invalid_content_type")
    );
    assert_eq!(status(Ask::read(JSON, b"{", &Limits::default())), (400, "invalid_json"));
    assert_eq!(status(read(&json!({}))), (400, "invalid_json"));
    assert_eq!(status(read(&json!({ "messages": [] }))), (400, "messages_empty"));
    assert_eq!(
        status(read(&json!({ "messages": [{ "role": "robot", "content": "x" }] }))),
        (400, "invalid_json")
    );
    assert_eq!(status(read(&hello(&json!({ "max_tokens": 0 })))), (400, "max_tokens_zero"));
    let long = json!({ "messages": [{ "role": "user", "content": "长".repeat(100_001) }] });
    assert_eq!(status(read(&long)), (413, "input_too_long"));
    assert_eq!(status(Ask::read(JSON, &vec![b' '; 5_000_000], &Limits::default())), (413, "body_too_large"));
}

#[test]
fn max_tokens_is_always_there_and_never_above_the_owners() {
    let asked = |extra: Value| read(&hello(&extra)).unwrap().max_tokens();
    assert_eq!(asked(json!({})), 4096);
    assert_eq!(asked(json!({ "max_tokens": 10 })), 10);
    assert_eq!(asked(json!({ "max_completion_tokens": 20 })), 20);
    assert_eq!(asked(json!({ "max_tokens": 1_000_000 })), 4096);
}

#[test]
fn only_fields_of_the_dialect_travel_on() {
    let ask =
        read(&hello(&json!({ "temperature": 0.5, "options": { "x": 1 }, "n": 9, "gateway": "g" }))).unwrap();
    let names: Vec<String> = ask.parameters().keys().cloned().collect();
    assert_eq!(names, ["messages", "stream", "temperature"]);
}

#[test]
fn a_wanted_model_comes_first_and_the_rest_stay_as_its_fallback() {
    let auto = read(&hello(&json!({ "model": "auto" }))).unwrap();
    let default = order(&auto, None);
    assert_eq!(
        default,
        ["workers-ai/@cf/google/gemma-4-26b-a4b-it", "gemini/gemini-flash-latest", "openai/m"]
    );
    let wanted = read(&hello(&json!({ "model": "openai/m" }))).unwrap();
    assert_eq!(order(&wanted, None), [2, 0, 1].map(|at: usize| default[at].clone()));
    let bare = read(&hello(&json!({ "model": "gemini-flash-latest" }))).unwrap();
    assert_eq!(order(&bare, None), [1, 0, 2].map(|at: usize| default[at].clone()));
}

#[test]
fn an_unknown_model_is_refused_as_openai_does() {
    let ask = read(&hello(&json!({ "model": "gpt-9" }))).unwrap();
    let refusal = candidates(&ask, &chain(&[("GEMINI_API_KEY", "k")]), None).unwrap_err();
    assert_eq!((refusal.status, refusal.code, refusal.param), (404, "model_not_found", Some("model")));
}

#[test]
fn excluded_providers_are_left_out() {
    let auto = read(&hello(&json!({}))).unwrap();
    assert_eq!(order(&auto, Some("gemini, workers-ai")), ["openai/m"]);
    let all = candidates(&auto, &chain(&[("GEMINI_API_KEY", "k")]), Some("gemini")).unwrap_err();
    assert_eq!((all.status, all.code), (400, "all_excluded"));
    assert!(candidates(&auto, &[], Some("gemini")).unwrap().is_empty(), "nothing is set up: another error");
}
