use super::*;
use crate::responses::{Echo, ResponsesRequest};
use proptest::prelude::*;
use serde_json::json;

fn echo() -> Echo {
    let request = r#"{"input":"x","instructions":"Be brief"}"#;
    ResponsesRequest::read(&serde_json::from_str(request).unwrap()).unwrap().echo
}

fn envelope() -> Envelope {
    Envelope { id: "1".to_owned(), created: 7, model: "m".to_owned(), echo: echo() }
}

fn begin() -> ResponsesStream {
    ResponsesStream::new(envelope(), "It was cut off.".to_owned())
}

fn chunk(delta: &Value, finish_reason: &Value) -> String {
    format!(
        "data: {}\n\n",
        json!({ "choices": [{ "index": 0, "delta": delta, "finish_reason": finish_reason }] })
    )
}

fn text(text: &str) -> String {
    chunk(&json!({ "content": text }), &Value::Null)
}

fn end(reason: &str) -> String {
    chunk(&json!({}), &json!(reason)) + "data: [DONE]\n\n"
}

/// The events of a stream that is read in these pieces.
fn translate_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut stream = begin();
    let mut out: Vec<u8> = pieces.into_iter().flat_map(|piece| stream.push(piece)).collect();
    out.extend(stream.finish());
    String::from_utf8(out).unwrap()
}

fn translate(stream: &str) -> Vec<Value> {
    let events = translate_pieces([stream.as_bytes()]);
    let mut decoder = sse::Decoder::new();
    let mut values = Vec::new();
    decoder.push(events.as_bytes(), |event| {
        let value: Value = serde_json::from_str(&event.data).unwrap();
        assert_eq!(value["type"], event.event);
        assert_eq!(value["sequence_number"], values.len());
        values.push(value);
    });
    values
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap().trim_start_matches("response.")).collect()
}

#[test]
fn thoughts_and_text_have_their_events() {
    let stream = [
        chunk(&json!({ "role": "assistant", "content": "" }), &Value::Null),
        chunk(&json!({ "reasoning_content": "Hm" }), &Value::Null),
        text("Hel"),
        text("lo"),
        chunk(&json!({}), &json!("stop")),
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\
         \"completion_tokens_details\":{\"reasoning_tokens\":1}}}\n\n"
            .to_owned(),
        "data: [DONE]\n\n".to_owned(),
    ];
    let events = translate(&stream.concat());
    assert_eq!(
        kinds(&events),
        [
            "created",
            "in_progress",
            "output_item.added",
            "reasoning_summary_part.added",
            "reasoning_summary_text.delta",
            "reasoning_summary_text.done",
            "reasoning_summary_part.done",
            "output_item.done",
            "output_item.added",
            "content_part.added",
            "output_text.delta",
            "output_text.delta",
            "output_text.done",
            "content_part.done",
            "output_item.done",
            "completed",
        ]
    );
    insta::assert_json_snapshot!("text", [&events[0], &events[8], &events[10], &events[15]]);
}

#[test]
fn parallel_calls_go_on_side_by_side() {
    let call = |index: u64, fields: Value| {
        let mut call = json!({ "index": index });
        call.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        chunk(&json!({ "tool_calls": [call] }), &Value::Null)
    };
    let stream = [
        call(0, json!({ "id": "a", "function": { "name": "f", "arguments": "" } })),
        call(1, json!({ "id": "b", "function": { "name": "g", "arguments": "{" } })),
        call(0, json!({ "function": { "arguments": "{\"x\":" } })),
        call(1, json!({ "function": { "arguments": "}" } })),
        call(0, json!({ "id": "", "function": { "arguments": "1}" } })),
        end("tool_calls"),
    ];
    let events = translate(&stream.concat());
    let output = &events.last().unwrap()["response"]["output"];
    assert_eq!(
        output,
        &json!([
            { "id": "fc_1_0", "type": "function_call", "status": "completed", "call_id": "a", "name": "f",
              "arguments": "{\"x\":1}" },
            { "id": "fc_1_1", "type": "function_call", "status": "completed", "call_id": "b", "name": "g",
              "arguments": "{}" },
        ])
    );
    let done: Vec<&Value> =
        events.iter().filter(|event| event["type"] == "response.output_item.done").collect();
    assert_eq!(done.len(), 2);
}

#[test]
fn two_calls_with_one_index_are_two_by_their_ids() {
    let call = |id: &str| {
        let call = json!({ "index": 0, "id": id, "function": { "name": "f", "arguments": "{}" } });
        chunk(&json!({ "tool_calls": [call] }), &Value::Null)
    };
    let events = translate(&[call("a"), call("b"), end("tool_calls")].concat());
    assert_eq!(events.last().unwrap()["response"]["output"].as_array().unwrap().len(), 2);
}

#[test]
fn an_answer_that_was_cut_by_its_length_is_incomplete() {
    let events = translate(&[text("Hel"), end("length")].concat());
    let last = events.last().unwrap();
    assert_eq!(last["type"], "response.incomplete");
    assert_eq!(last["response"]["incomplete_details"]["reason"], "max_output_tokens");
    assert_eq!(last["response"]["output"][0]["status"], "incomplete");
}

#[test]
fn a_refusal_has_events_of_its_own() {
    let events = translate(&[chunk(&json!({ "refusal": "No." }), &Value::Null), end("stop")].concat());
    assert_eq!(kinds(&events)[4..6], ["refusal.delta", "refusal.done"]);
    let part = json!([{ "type": "refusal", "refusal": "No." }]);
    assert_eq!(events.last().unwrap()["response"]["output"][0]["content"], part);
}

#[test]
fn an_answer_that_breaks_off_has_failed_and_keeps_its_text() {
    let error = "data: {\"error\":{\"message\":\"Busy, organization org-0000\"}}\n\n".to_owned();
    for stream in
        [text("Hel"), text("Hel") + "data: {\"choices\":[{\"del", text("Hel") + &error + &text("more")]
    {
        let events = translate(&stream);
        let last = events.last().unwrap();
        assert_eq!(last["type"], "response.failed");
        assert_eq!(
            last["response"]["error"],
            json!({ "code": "server_error", "message": "It was cut off." })
        );
        assert_eq!(last["response"]["output"][0]["content"][0]["text"], "Hel");
    }
}

#[test]
fn an_answer_without_words_is_complete_if_its_provider_says_so() {
    let events = translate(&end("stop"));
    assert_eq!(kinds(&events), ["created", "in_progress", "completed"]);
    assert_eq!(
        kinds(&translate(&chunk(&json!({}), &json!("stop")))),
        ["created", "in_progress", "completed"]
    );
}

#[test]
fn a_whole_answer_has_the_same_output_as_its_stream() {
    let call = json!({ "id": "a", "type": "function", "function": { "name": "f", "arguments": "{}" } });
    let message = json!({ "role": "assistant", "reasoning": "Hm", "content": "Hello", "tool_calls": [call] });
    let usage = json!({ "prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7 });
    let whole = json!({ "choices": [{ "message": message, "finish_reason": "tool_calls" }], "usage": usage });
    let response: Value = serde_json::from_str(&envelope().answer(&whole.to_string())).unwrap();
    let mut usage_chunk = whole.clone();
    usage_chunk["choices"] = json!([]);
    let stream = chunk(&message, &json!("tool_calls")) + &format!("data: {usage_chunk}\n\ndata: [DONE]\n\n");
    let events = translate(&stream);
    assert_eq!(events.last().unwrap()["response"], response);
    assert_eq!(response["usage"]["total_tokens"], 7);
    assert_eq!(response["instructions"], "Be brief");
}

proptest! {
    #[test]
    fn the_events_do_not_depend_on_where_the_bytes_are_cut(
        words in prop::collection::vec("[a-z你好😀 ]{0,6}", 0..6),
        reason in prop::sample::select(vec!["stop", "length"]),
        size in 1_usize..40,
    ) {
        let stream = words.iter().map(|word| text(word)).chain([end(reason)]).collect::<String>();
        let whole = translate_pieces([stream.as_bytes()]);
        prop_assert_eq!(&translate_pieces(stream.as_bytes().chunks(size)), &whole);
        let deltas: String = translate(&stream).iter()
            .filter(|event| event["type"] == "response.output_text.delta")
            .map(|event| event["delta"].as_str().unwrap())
            .collect();
        prop_assert_eq!(deltas, words.concat());
    }

    #[test]
    fn no_stream_breaks_the_translator(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        translate_pieces([&bytes[..]]);
    }
}
