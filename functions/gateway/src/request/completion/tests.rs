use super::*;
use proptest::prelude::*;

const JSON: Option<&str> = Some("application/json; charset=utf-8");

fn read_text(body: &str) -> Result<CompletionRequest, RequestError> {
    CompletionRequest::read(JSON, body.as_bytes(), &Limits::default(), &[])
}

fn read(body: &Value) -> Result<CompletionRequest, RequestError> {
    read_text(&body.to_string())
}

fn hello(extra: &Value) -> Value {
    let mut body = json!({ "messages": [{ "role": "user", "content": "你好" }] });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    body
}

#[test]
fn each_mistake_has_its_own_error() {
    let limits = Limits::default();
    let error =
        |content_type, body: &[u8]| CompletionRequest::read(content_type, body, &limits, &[]).unwrap_err();
    assert_eq!(error(None, b"{}"), RequestError::ContentType);
    assert_eq!(error(Some("text/plain"), b"{}"), RequestError::ContentType);
    assert!(matches!(error(JSON, b"{"), RequestError::Json(_)));
    assert!(matches!(error(JSON, b"[]"), RequestError::Json(_)));
    assert_eq!(
        error(JSON, &vec![b' '; 9_000_000]),
        RequestError::BodyTooLarge { limit: limits.max_body_bytes() }
    );
    let error = |body: &Value| read(body).unwrap_err();
    assert_eq!(error(&json!({})), RequestError::NoMessages);
    assert_eq!(error(&json!({ "messages": [] })), RequestError::NoMessages);
    let robot = json!({ "messages": [{ "role": "robot", "content": "x" }] });
    assert!(matches!(error(&robot), RequestError::Messages(_)));
    assert_eq!(error(&hello(&json!({ "max_tokens": 0 }))), RequestError::MaxTokensZero);
    let long = json!({ "messages": [{ "role": "user", "content": "长".repeat(100_001) }] });
    assert_eq!(error(&long), RequestError::InputTooLong { chars: 100_001, limit: 100_000 });
    let many = json!({ "messages": vec![json!({ "role": "user", "content": "x" }); 4_001] });
    assert_eq!(error(&many), RequestError::TooManyMessages { messages: 4_001, limit: 4_000 });
    assert_eq!(error(&hello(&json!({ "n": 5 }))), RequestError::TooManyChoices { limit: 4 });
    assert_eq!(error(&hello(&json!({ "store": true }))), RequestError::NotAllowed { param: "store" });
}

#[test]
fn a_wrong_type_is_named_and_a_whole_number_may_have_a_point() {
    let expected = "a whole number";
    for (extra, param) in [
        (json!({ "max_tokens": "100" }), "max_tokens"),
        (json!({ "max_tokens": 1.5 }), "max_tokens"),
        (json!({ "max_completion_tokens": -1 }), "max_completion_tokens"),
        (json!({ "n": [] }), "n"),
    ] {
        assert_eq!(read(&hello(&extra)).unwrap_err(), RequestError::WrongType { param, expected }, "{extra}");
    }
    let stream = read(&hello(&json!({ "stream": "yes" }))).unwrap_err();
    assert_eq!(stream, RequestError::WrongType { param: "stream", expected: "true or false" });
    assert_eq!(read(&hello(&json!({ "max_tokens": 100.0 }))).unwrap().max_tokens(), 100);
    assert_eq!(read(&hello(&json!({ "max_tokens": null, "stream": null }))).unwrap().max_tokens(), 4096);
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
fn the_body_for_a_provider_has_its_names_in_the_visitors_places() {
    let request = read_text(
        r#"{"model":"auto","max_tokens":9,"messages":[{"role":"user","content":null}],"top_p":1.0,"gateway":"g"}"#,
    )
    .unwrap();
    assert_eq!(request.left_out(), ["gateway"]);
    assert_eq!(
        request.body_for(Some("m"), "max_completion_tokens").to_json(),
        r#"{"model":"m","max_completion_tokens":9,"messages":[{"role":"user","content":null}],"top_p":1.0}"#
    );
    assert_eq!(
        request.body_for(None, "max_tokens").to_json(),
        r#"{"max_tokens":9,"messages":[{"role":"user","content":null}],"top_p":1.0}"#
    );
    let without = read_text(r#"{"messages":[{"role":"user","content":"x"}]}"#).unwrap();
    assert_eq!(
        without.body_for(Some("m"), "max_tokens").to_json(),
        r#"{"messages":[{"role":"user","content":"x"}],"model":"m","max_tokens":4096}"#
    );
}

#[test]
fn everything_that_is_passed_on_counts_as_text() {
    let long = "x".repeat(100_001);
    for extra in [
        json!({ "tools": [{ "type": "function", "function": { "description": long } }] }),
        json!({ "response_format": { "json_schema": { "schema": { "title": long } } } }),
        json!({ "user": long }),
    ] {
        assert!(matches!(read(&hello(&extra)).unwrap_err(), RequestError::InputTooLong { .. }));
    }
    // What is not passed on costs nothing, but a body has its limit.
    assert!(read(&hello(&json!({ "comment": long }))).is_ok());
    assert!(matches!(
        read(&hello(&json!({ "comment": "x".repeat(700_000) }))).unwrap_err(),
        RequestError::BodyTooLarge { .. }
    ));
    let tokens = |extra| read(&hello(&extra)).unwrap().estimated_tokens();
    assert_eq!(tokens(json!({})), 4098);
    assert_eq!(tokens(json!({ "n": 3, "max_tokens": 100 })), 303);
}

#[test]
fn fields_of_messages_that_nobody_knows_are_left_out_and_named() {
    let request = read_text(
        r#"{"messages":[{"content":"a","role":"user","x":"long","name":"n"},{"role":"assistant","reasoning_content":"r","content":null,"y":1,"x":2}]}"#,
    )
    .unwrap();
    assert_eq!(request.left_out(), ["messages.x", "messages.y"]);
    assert_eq!(
        request.body_for(None, "max_tokens").get("messages"),
        Some(
            r#"[{"content":"a","role":"user","name":"n"},{"role":"assistant","reasoning_content":"r","content":null}]"#
        )
    );
}

#[test]
fn pictures_have_a_limit_of_their_own() {
    let with_picture = |bytes: usize| {
        let url = format!("data:image/png;base64,{}", "A".repeat(bytes));
        let part = json!({ "type": "image_url", "image_url": { "url": url } });
        json!({ "messages": [{ "role": "user", "content": [part] }] })
    };
    let request = read(&with_picture(2_000_000)).unwrap();
    assert!(request.needs().images);
    assert_eq!(request.estimated_tokens(), 1_000 + 4096);
    assert_eq!(
        read(&with_picture(8_000_000)).unwrap_err(),
        RequestError::PicturesTooLarge { limit: 8_000_000 }
    );
}

#[test]
fn what_a_request_needs_of_a_model_is_known() {
    let needs = |extra| read(&hello(&extra)).unwrap().needs();
    let plain = needs(json!({ "tools": [], "response_format": { "type": "text" } }));
    assert!(!plain.images && !plain.tools && !plain.json_schema);
    assert!(needs(json!({ "tools": [{ "type": "function" }] })).tools);
    assert!(needs(json!({ "functions": [{}] })).tools);
    assert!(needs(json!({ "response_format": { "type": "json_schema" } })).json_schema);
}

#[test]
fn auto_and_an_empty_model_leave_the_choice_to_the_chain() {
    let wanted =
        |model: &str| read(&hello(&json!({ "model": model }))).unwrap().wanted_model().map(str::to_owned);
    assert_eq!([wanted("auto"), wanted("")], [None, None]);
    assert_eq!(wanted("openai/m").as_deref(), Some("openai/m"));
}

proptest! {
    /// A schema whose properties changed their order would be answered in another order.
    #[test]
    fn what_we_do_not_change_is_passed_on_byte_for_byte(
        names in prop::collection::vec("[a-z]{1,8}", 0..6),
        number in prop_oneof!["-?[1-9][0-9]{0,30}", "0\\.[0-9]{1,20}", "[1-9]e[1-9]"],
        space in prop_oneof![Just(""), Just(" "), Just("\n")],
    ) {
        let properties: Vec<String> = names.iter().map(|name| format!("{space}\"{name}\":{space}{{}}")).collect();
        let schema = format!("{{\"properties\":{{{}}}}}", properties.join(","));
        let messages = format!("[{space}{{\"content\":null,\"role\":\"user\",\"extra_content\":{number},\"annotations\":[{space}]}}]");
        let body = format!("{{\"seed\":{number},\"response_format\":{schema},\"messages\":{messages}}}");
        let sent = read_text(&body).unwrap().body_for(Some("m"), "max_tokens").to_json();
        prop_assert_eq!(sent, format!("{},\"model\":\"m\",\"max_tokens\":4096}}", body.strip_suffix('}').unwrap()));
    }
}
