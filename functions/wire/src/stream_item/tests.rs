use super::*;
use crate::{
    attempt::Outcome,
    chunk::{Delta, FinishReason, Usage},
    code::ErrorCode,
};
use proptest::prelude::*;
use serde_json::json;

fn chunk(data: &str) -> Chunk {
    match StreamItem::read(data) {
        StreamItem::Chunk(chunk) => chunk,
        other => panic!("not a chunk: {other:?}"),
    }
}

#[test]
fn unknown_null_and_mistyped_fields_never_break_a_stream() {
    let text = r#"{"id":7,"model":null,"x":{"y":[1]},"choices":[{"delta":{"content":"a","role":null,
        "z":1},"finish_reason":null,"logprobs":{}}],"usage":null,"error":null}"#;
    assert_eq!(chunk(text).delta.content, "a");
    assert_eq!(chunk(r#"{"choices":null,"usage":{"prompt_tokens":3.5}}"#).delta, Delta::default());
    assert_eq!(
        chunk(r#"{"choices":[{"delta":null,"finish_reason":"stop"}]}"#).finish_reason,
        Some(FinishReason::Stop)
    );
    assert_eq!(chunk("{}"), Chunk::default());
}

#[test]
fn reasoning_and_tool_calls_count_as_content_but_a_role_does_not() {
    assert!(chunk(r#"{"choices":[{"delta":{"reasoning":"hm"}}]}"#).has_content());
    assert!(chunk(r#"{"choices":[{"delta":{"reasoning_content":"hm"}}]}"#).has_content());
    assert!(chunk(r#"{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}"#).has_content());
    assert!(!chunk(r#"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#).has_content());
    assert!(!chunk(r#"{"choices":[],"usage":{"total_tokens":5}}"#).has_content());
}

#[test]
fn an_error_inside_a_stream_is_taken_neither_for_a_chunk_nor_for_noise() {
    assert!(matches!(StreamItem::read(r#"{"error":{"message":"m","code":3040}}"#), StreamItem::Error(_)));
    assert!(matches!(StreamItem::read(r#"{"error":"overloaded"}"#), StreamItem::Error(_)));
    assert_eq!(StreamItem::read("[DONE]"), StreamItem::Done);
    assert_eq!(StreamItem::read(r#"{"choices":[{"#), StreamItem::Unreadable);
    assert_eq!(StreamItem::read("[1]"), StreamItem::Unreadable);
}

#[test]
fn an_unknown_finish_reason_is_kept() {
    let reason = chunk(r#"{"choices":[{"finish_reason":"recitation"}]}"#).finish_reason;
    assert_eq!(reason, Some(FinishReason::Other("recitation".to_owned())));
}

/// Values of every type.
fn values() -> [Value; 9] {
    [
        json!(null),
        json!(true),
        json!(0),
        json!(-1.5),
        json!(u64::MAX),
        json!(1e300),
        json!("x"),
        json!([[{}]]),
        json!({"a": {"b": null}}),
    ]
}

#[test]
fn no_type_of_any_field_loses_the_words_beside_it() {
    for value in values() {
        for field in ["id", "model", "object", "created", "usage", "unknown"] {
            let mut event = json!({"choices": [{"delta": {"content": "a"}}]});
            event[field] = value.clone();
            assert_eq!(chunk(&event.to_string()).delta.content, "a", "{event}");
        }
        for field in ["index", "finish_reason", "logprobs", "message", "unknown"] {
            let mut event = json!({"choices": [{"delta": {"content": "a"}}, {}]});
            event["choices"][0][field] = value.clone();
            assert_eq!(chunk(&event.to_string()).delta.content, "a", "{event}");
        }
        for field in ["role", "refusal", "reasoning", "reasoning_content", "tool_calls", "unknown"] {
            let mut event = json!({"choices": [{"delta": {"content": "a"}}]});
            event["choices"][0]["delta"][field] = value.clone();
            assert_eq!(chunk(&event.to_string()).delta.content, "a", "{event}");
        }
    }
}

#[test]
fn no_type_in_place_of_the_words_makes_an_event_unreadable() {
    for value in values() {
        for event in [
            json!({"choices": value}),
            json!({"choices": [value]}),
            json!({"choices": [{"delta": value}]}),
            json!({"choices": [{"delta": {"tool_calls": {}, "role": value}}]}),
        ] {
            assert!(!chunk(&event.to_string()).has_content(), "{event}");
        }
    }
}

#[test]
fn an_error_of_any_type_is_an_error_or_nothing() {
    for error in [json!(null), json!(false), json!(5), json!([]), json!([{"message": "m"}])] {
        let event = json!({"error": error, "choices": [{"delta": {"content": "a"}}]});
        assert_eq!(chunk(&event.to_string()).delta.content, "a", "{event}");
    }
    for value in values() {
        let error = json!({"message": "m", "type": value, "code": value, "param": value, "everchat": value});
        let StreamItem::Error(error) = StreamItem::read(&json!({ "error": error }).to_string()) else {
            panic!("no error: {value}");
        };
        assert_eq!(error.message, "m");
        assert_eq!(error.code, value.as_str().map(ErrorCode::from));
    }
    let details = json!({"request_id": 7, "retry_after_s": 3.0, "attempts": [
        7, {"provider": "unknown", "outcome": "served"}, {"provider": "gemini", "outcome": "busy", "ms": "5"},
    ]});
    let event = json!({"error": {"message": 5, "everchat": details}});
    let StreamItem::Error(error) = StreamItem::read(&event.to_string()) else { panic!("no error") };
    let details = error.everchat.unwrap();
    assert_eq!((details.request_id.as_str(), details.retry_after_s), ("", Some(3)));
    assert_eq!(details.attempts.iter().map(|attempt| attempt.outcome).collect::<Vec<_>>(), [Outcome::Busy]);
}

#[test]
fn token_counts_that_are_no_whole_numbers_are_zero() {
    let usage = |count: &str| {
        chunk(&format!(r#"{{"usage":{{"prompt_tokens":7.0,"completion_tokens":{count}}}}}"#)).usage
    };
    assert_eq!(usage("8"), Some(Usage { prompt_tokens: 7, completion_tokens: 8 }));
    for count in
        ["-1", "1.5", "4294967296", "123456789012345678901234567890", "1e300", "null", "\"8\"", "[8]"]
    {
        assert_eq!(usage(count), Some(Usage { prompt_tokens: 7, completion_tokens: 0 }), "{count}");
    }
}

#[test]
fn of_two_members_with_one_name_the_last_counts() {
    let text =
        r#"{"choices":7,"choices":[{"delta":{"content":"a","content":"b"}}],"error":"x","error":null}"#;
    assert_eq!(chunk(text).delta.content, "b");
}

#[test]
fn half_a_surrogate_pair_is_shown_as_a_replacement_character() {
    let content = |escaped: &str| {
        chunk(&format!(r#"{{"choices":[{{"delta":{{"content":"{escaped}"}}}}]}}"#)).delta.content
    };
    assert_eq!(content(r"\u4f60\ud83d\ude00\n\/"), "你😀\n/");
    assert_eq!(content(r"a\ud83d"), "a\u{fffd}");
    assert_eq!(content(r"\ude00b"), "\u{fffd}b");
    assert_eq!(content(r"\ud83d\ud83d\ude00"), "\u{fffd}😀");
}

#[test]
fn an_event_that_is_not_json_is_unreadable() {
    let nested = format!(r#"{{"x":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    for event in [
        "",
        "null",
        "7",
        "<html>",
        "{",
        "{}}",
        r#"{"a":01}"#,
        r#"{"a":"\x"}"#,
        r#"{"a":"\u12"}"#,
        r#"{"a":"\u+123"}"#,
        "{\"a\":\"\n\"}",
        r#"{"a":NaN}"#,
        "{'a':1}",
        r#"{"a":1,}"#,
        &nested,
        &"[".repeat(100_000),
        // No number of a JSON value is that large.
        r#"{"a":1e999}"#,
    ] {
        assert_eq!(StreamItem::read(event), StreamItem::Unreadable, "{event:.60}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(data in r#"(\PC|[\[\]{}",:0-9a-z\\ ]){0,60}"#) {
        StreamItem::read(&data);
    }
}
