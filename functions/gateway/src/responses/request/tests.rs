use super::*;
use serde_json::json;

fn translate(request: &str) -> Result<ResponsesRequest, ResponsesError> {
    ResponsesRequest::read(&serde_json::from_str(request).unwrap())
}

fn completion(request: &str) -> String {
    translate(request).unwrap().completion.to_json()
}

#[test]
fn a_request_becomes_one_for_a_chat_completion() {
    assert_eq!(
        completion(
            r#"{"model":"m","input":"Hi","instructions":"Be brief","max_output_tokens":50,"temperature":0.50,
                "stream":true,"reasoning":{"effort":"low","summary":"auto"},"text":{"verbosity":"low"},
                "metadata":{"b":1,"a":2},"store":false,"truncation":"disabled","user":null}"#
        ),
        concat!(
            r#"{"messages":[{"content":"Be brief","role":"system"},{"content":"Hi","role":"user"}],"#,
            r#""model":"m","stream":true,"max_completion_tokens":50,"temperature":0.50,"metadata":{"b":1,"a":2},"#,
            r#""verbosity":"low","reasoning_effort":"low"}"#
        )
    );
}

#[test]
fn functions_and_schemas_are_nested_and_otherwise_as_they_were_written() {
    let request = r#"{"input":"x","tools":[{"type":"function","name":"f","description":null,"strict":true,
        "parameters":{"type":"object","properties":{"z":{},"a":{"minimum":1.0}}}}],
        "tool_choice":{"type":"function","name":"f"},
        "text":{"format":{"type":"json_schema","name":"n","strict":true,"schema":{"properties":{"b":{},"a":{}}}}}}"#;
    assert_eq!(
        completion(request),
        concat!(
            r#"{"messages":[{"content":"x","role":"user"}],"tools":[{"type":"function","function":{"name":"f","#,
            r#""parameters":{"type":"object","properties":{"z":{},"a":{"minimum":1.0}}},"strict":true}}],"#,
            r#""tool_choice":{"type":"function","function":{"name":"f"}},"#,
            r#""response_format":{"type":"json_schema","json_schema":{"name":"n","#,
            r#""schema":{"properties":{"b":{},"a":{}}},"strict":true}}}"#
        )
    );
    assert!(
        completion(r#"{"input":"x","tools":[],"tool_choice":"auto"}"#).ends_with(r#","tool_choice":"auto"}"#)
    );
    let json_object = completion(r#"{"input":"x","text":{"format":{"type":"json_object"}}}"#);
    assert!(json_object.ends_with(r#""response_format":{"type":"json_object"}}"#), "{json_object}");
    assert!(!completion(r#"{"input":"x","text":{"format":{"type":"text"}}}"#).contains("format"));
}

#[test]
fn what_needs_a_store_or_a_tool_of_openais_own_is_refused_and_named() {
    for (request, named) in [
        (json!({ "input": "x", "previous_response_id": "resp_1" }), "previous_response_id"),
        (json!({ "input": "x", "conversation": { "id": "conv_1" } }), "conversation"),
        (json!({ "input": "x", "prompt": { "id": "pmpt_1" } }), "prompt"),
        (json!({ "input": "x", "background": true }), "background"),
    ] {
        let error = translate(&request.to_string()).unwrap_err();
        assert!(matches!(error, ResponsesError::Unsupported { param, .. } if param == named), "{error:?}");
    }
    let tool = json!({ "input": "x", "tools": [{ "type": "web_search" }] });
    let kind = "web_search".to_owned();
    assert_eq!(translate(&tool.to_string()).unwrap_err(), ResponsesError::Tool { kind });
    let nothing = json!({ "input": "x", "previous_response_id": null, "background": false });
    assert!(translate(&nothing.to_string()).is_ok());
}

#[test]
fn wrong_types_are_named() {
    for (request, named) in [
        (json!({ "input": 7 }), "input"),
        (json!({ "input": "x", "instructions": 7 }), "instructions"),
        (json!({ "input": "x", "tools": {} }), "tools"),
        (json!({ "input": "x", "text": "t" }), "text"),
        (json!({ "input": "x", "text": { "format": "json" } }), "text.format"),
        (json!({ "input": "x", "reasoning": "low" }), "reasoning"),
    ] {
        let error = translate(&request.to_string()).unwrap_err();
        assert!(matches!(error, ResponsesError::WrongType { param, .. } if param == named), "{error:?}");
    }
    assert_eq!(translate("{}").unwrap_err(), ResponsesError::NoInput);
    assert_eq!(translate(r#"{"input":[]}"#).unwrap_err(), ResponsesError::NoInput);
}

#[test]
fn a_field_without_an_effect_is_named_if_it_asks_for_something() {
    let left_out = |request: Value| translate(&request.to_string()).unwrap().left_out;
    let asks = json!({ "input": "x", "store": true, "include": ["file_search_call.results"], "truncation": "auto",
        "max_tool_calls": 2, "top_logprobs": 3 });
    assert_eq!(left_out(asks), ["include", "max_tool_calls", "store", "top_logprobs", "truncation"]);
    let asks_nothing = json!({ "input": "x", "store": false, "include": [], "truncation": "disabled",
        "stream_options": { "include_obfuscation": false }, "max_tool_calls": null });
    assert_eq!(left_out(asks_nothing), [""; 0]);
}
