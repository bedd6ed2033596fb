use super::*;
use serde_json::json;

const JSON: Option<&str> = Some("application/json; charset=utf-8");

fn read(body: &Value) -> Result<CompletionRequest, RequestError> {
    CompletionRequest::read(JSON, body.to_string().as_bytes(), &Limits::default())
}

fn hello(extra: &Value) -> Value {
    let mut body = json!({ "messages": [{ "role": "user", "content": "你好" }] });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    body
}

#[test]
fn each_mistake_has_its_own_error() {
    let limits = Limits::default();
    let error = |content_type, body: &[u8]| CompletionRequest::read(content_type, body, &limits).unwrap_err();
    assert_eq!(error(None, b"{}"), RequestError::ContentType);
    assert_eq!(error(Some("text/plain"), b"{}"), RequestError::ContentType);
    assert!(matches!(error(JSON, b"{"), RequestError::Json(_)));
    assert_eq!(
        error(JSON, &vec![b' '; 5_000_000]),
        RequestError::BodyTooLarge { limit: limits.max_body_bytes() }
    );
    let error = |body: &Value| read(body).unwrap_err();
    assert!(matches!(error(&json!({})), RequestError::Json(_)));
    assert_eq!(error(&json!({ "messages": [] })), RequestError::NoMessages);
    let robot = json!({ "messages": [{ "role": "robot", "content": "x" }] });
    assert!(matches!(error(&robot), RequestError::Json(_)));
    assert_eq!(error(&hello(&json!({ "max_tokens": 0 }))), RequestError::MaxTokensZero);
    let long = json!({ "messages": [{ "role": "user", "content": "长".repeat(100_001) }] });
    assert_eq!(error(&long), RequestError::InputTooLong { chars: 100_001, limit: 100_000 });
    let many = json!({ "messages": vec![json!({ "role": "user", "content": "x" }); 4_001] });
    assert_eq!(error(&many), RequestError::TooManyMessages { messages: 4_001, limit: 4_000 });
}

#[test]
fn max_tokens_is_always_set_and_never_above_the_owners_limit() {
    let max_tokens = |extra: Value| read(&hello(&extra)).unwrap().max_tokens();
    assert_eq!(max_tokens(json!({})), 4096);
    assert_eq!(max_tokens(json!({ "max_tokens": 10 })), 10);
    assert_eq!(max_tokens(json!({ "max_completion_tokens": 20 })), 20);
    assert_eq!(max_tokens(json!({ "max_tokens": 1_000_000 })), 4096);
}

#[test]
fn only_fields_of_the_openai_dialect_are_passed_on() {
    let request =
        read(&hello(&json!({ "temperature": 0.5, "options": { "x": 1 }, "n": 9, "gateway": "g" }))).unwrap();
    let names: Vec<String> = request.common_fields().keys().cloned().collect();
    assert_eq!(names, ["messages", "stream", "temperature"]);
}

#[test]
fn auto_and_an_empty_model_leave_the_choice_to_the_chain() {
    let wanted =
        |model: &str| read(&hello(&json!({ "model": model }))).unwrap().wanted_model().map(str::to_owned);
    assert_eq!([wanted("auto"), wanted("")], [None, None]);
    assert_eq!(wanted("openai/m").as_deref(), Some("openai/m"));
}
