use super::*;

fn translate(input: &Value) -> Result<Vec<Value>, ResponsesError> {
    messages(&serde_json::from_str(&json!({ "input": input }).to_string()).unwrap())
}

#[test]
fn a_conversation_with_calls_becomes_messages() {
    let input = json!([
        { "role": "developer", "content": "Be brief" },
        { "type": "message", "role": "user", "content": [{ "type": "input_text", "text": "Weather?" }] },
        { "type": "reasoning", "id": "rs_1", "summary": [] },
        { "type": "message", "role": "assistant", "content": [
            { "type": "output_text", "text": "I will " }, { "type": "output_text", "text": "look." }
        ] },
        { "type": "function_call", "call_id": "a", "name": "f", "arguments": "{\"x\":1}" },
        { "type": "function_call", "call_id": "b", "name": "g", "arguments": "{}" },
        { "type": "function_call_output", "call_id": "a", "output": "sun" },
        { "type": "function_call_output", "call_id": "b", "output": [{ "type": "input_text", "text": "rain" }] },
        { "type": "function_call", "call_id": "c", "name": "f", "arguments": "" },
    ]);
    let call = |id: &str, name: &str, arguments: &str| json!({ "id": id, "type": "function", "function": { "name": name, "arguments": arguments } });
    assert_eq!(
        translate(&input).unwrap(),
        [
            json!({ "role": "system", "content": "Be brief" }),
            json!({ "role": "user", "content": "Weather?" }),
            json!({ "role": "assistant", "content": "I will look.",
                "tool_calls": [call("a", "f", "{\"x\":1}"), call("b", "g", "{}")] }),
            json!({ "role": "tool", "tool_call_id": "a", "content": "sun" }),
            json!({ "role": "tool", "tool_call_id": "b", "content": "rain" }),
            json!({ "role": "assistant", "content": null, "tool_calls": [call("c", "f", "")] }),
        ]
    );
}

#[test]
fn pictures_and_files_are_passed_on_with_their_data() {
    let input = json!([{ "role": "user", "content": [
        { "type": "input_text", "text": "What is this?" },
        { "type": "input_image", "image_url": "data:image/png;base64,AA", "detail": "low" },
        { "type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,AA" },
    ] }]);
    assert_eq!(
        translate(&input).unwrap()[0]["content"],
        json!([
            { "type": "text", "text": "What is this?" },
            { "type": "image_url", "image_url": { "url": "data:image/png;base64,AA", "detail": "low" } },
            { "type": "file", "file": { "filename": "a.pdf", "file_data": "data:application/pdf;base64,AA" } },
        ])
    );
}

#[test]
fn an_item_that_cannot_be_passed_on_is_named_with_its_place() {
    let picture = json!([{ "type": "input_image", "image_url": "data:," }]);
    for (item, what) in [
        (json!({ "type": "item_reference", "id": "msg_1" }), "does not keep"),
        (json!({ "type": "web_search_call" }), "web_search_call"),
        (json!({ "role": "robot", "content": "x" }), "role"),
        (json!({ "content": "x" }), "role"),
        (json!({ "role": "user", "content": 7 }), "neither"),
        (
            json!({ "role": "user", "content": [{ "type": "input_image", "file_id": "file_1" }] }),
            "does not keep",
        ),
        (json!({ "role": "user", "content": [{ "type": "video" }] }), "unknown type"),
        (json!({ "type": "function_call_output", "call_id": "a", "output": picture }), "not text"),
    ] {
        let error = translate(&json!([{ "role": "user", "content": "x" }, item])).unwrap_err();
        let ResponsesError::Item { at: 1, reason } = error else { panic!("{error:?}") };
        assert!(reason.contains(what), "{reason}");
    }
}
