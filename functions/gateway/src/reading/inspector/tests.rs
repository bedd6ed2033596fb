use super::*;
use proptest::prelude::*;

const STREAM: &str = "text/event-stream; charset=utf-8";

pub(super) fn head(status: u16, content_type: &str) -> ResponseHead {
    ResponseHead { status, content_type: Some(content_type.to_owned()), retry_after: None }
}

/// Reads a body that comes in pieces.
fn inspect_all<'a>(head: ResponseHead, stream: bool, pieces: impl Iterator<Item = &'a [u8]>) -> Inspection {
    let mut inspector = Inspector::new(head, stream);
    let mut inspection = inspector.check_head();
    for piece in pieces {
        if inspection == Inspection::NeedMore {
            inspection = inspector.push(piece);
        }
    }
    if inspection == Inspection::NeedMore { inspector.end() } else { inspection }
}

/// Reads a body in pieces of one length.
pub(super) fn inspect_in_pieces(head: &ResponseHead, stream: bool, bytes: &[u8], piece: usize) -> Inspection {
    inspect_all(head.clone(), stream, bytes.chunks(piece))
}

fn inspect(head: ResponseHead, stream: bool, pieces: &[&str]) -> Inspection {
    inspect_all(head, stream, pieces.iter().map(|piece| piece.as_bytes()))
}

fn failed(verdict: Inspection) -> Outcome {
    match verdict {
        Inspection::Failed(failure) => failure.outcome,
        other => panic!("not a failure: {other:?}"),
    }
}

const ROLE: &str = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n";
const WORD: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n";

#[test]
fn the_first_content_commits_and_a_head_or_a_role_does_not() {
    let mut inspector = Inspector::new(head(200, STREAM), true);
    assert_eq!(inspector.check_head(), Inspection::NeedMore);
    assert_eq!(inspector.push(b": keep-alive\n\n"), Inspection::NeedMore);
    assert_eq!(inspector.push(ROLE.as_bytes()), Inspection::NeedMore);
    assert_eq!(inspector.push(&WORD.as_bytes()[..20]), Inspection::NeedMore);
    assert_eq!(inspector.push(&WORD.as_bytes()[20..]), Inspection::Content);
    assert_eq!(inspector.into_parts().0, [b": keep-alive\n\n", ROLE.as_bytes(), WORD.as_bytes()].concat());
}

#[test]
fn comments_and_empty_events_are_signs_of_life() {
    let mut inspector = Inspector::new(head(200, STREAM), true);
    inspector.push(b": keep-al");
    assert_eq!(inspector.signs_of_life(), 0);
    inspector.push(b"ive\n\n");
    inspector.push(ROLE.as_bytes());
    assert_eq!(inspector.signs_of_life(), 2);
}

#[test]
fn a_native_answer_is_passed_on_in_openais_dialect() {
    let envelope = || Envelope { id: "c".to_owned(), created: 7, model: "m".to_owned(), max_tokens: 9 };
    let native = "data: {\"response\":\"\"}\n\ndata: {\"response\":\"hi\"}\n\n";
    let mut inspector = Inspector::new(head(200, STREAM), true).translating(envelope());
    assert_eq!(inspector.push(&native.as_bytes()[..25]), Inspection::NeedMore);
    assert_eq!(inspector.push(&native.as_bytes()[25..]), Inspection::Content);
    let (body, rest) = inspector.into_parts();
    assert!(String::from_utf8(body).unwrap().contains("\"content\":\"hi\""));
    assert!(rest.is_some());

    let mut plain = Inspector::new(head(200, STREAM), true).translating(envelope());
    assert_eq!(plain.push(WORD.as_bytes()), Inspection::Content);
    assert!(plain.into_parts().1.is_none(), "the rest is piped by the runtime");

    let mut whole = Inspector::new(head(200, "application/json"), false).translating(envelope());
    whole.push(br#"{"response":"hi"}"#);
    assert_eq!(whole.end(), Inspection::Content);
    assert!(String::from_utf8(whole.into_parts().0).unwrap().contains("chat.completion"));

    let mut empty = Inspector::new(head(200, STREAM), true).translating(envelope());
    empty.push(b"data: {\"response\":\"\"}\n\ndata: [DONE]\n\n");
    assert_eq!(failed(empty.end()), Outcome::Empty);

    let mut busy = Inspector::new(head(429, "application/json"), true).translating(envelope());
    busy.push(br#"{"internalCode":3040,"message":"m","name":"InferenceUpstreamError"}"#);
    assert_eq!(failed(busy.end()), Outcome::Busy);
}

#[test]
fn a_successful_status_without_an_answer_is_a_failure() {
    assert_eq!(failed(inspect(head(200, "text/html"), true, &["<html>"])), Outcome::Malformed);
    assert_eq!(failed(inspect(head(200, STREAM), true, &[])), Outcome::Empty);
    assert_eq!(failed(inspect(head(204, STREAM), true, &[])), Outcome::Empty);
    assert_eq!(failed(inspect(head(200, STREAM), true, &["data: [DONE]\n\n"])), Outcome::Empty);
    assert_eq!(failed(inspect(head(200, STREAM), true, &[ROLE, "data: [DONE]"])), Outcome::Empty);
    assert_eq!(failed(inspect(head(200, STREAM), true, &["<!doctype html>"])), Outcome::Malformed);
    assert_eq!(
        failed(inspect(head(200, STREAM), true, &["data: {\"error\":{\"code\":3040}}\n\n"])),
        Outcome::Busy
    );
    assert_eq!(
        failed(inspect(head(200, "application/json"), true, &[r#"{"error":{"code":3036}}"#])),
        Outcome::Quota
    );
}

#[test]
fn an_answer_without_words_is_an_answer_if_the_provider_says_why() {
    let end = |reason: &str, usage: &str| {
        format!(
            "data: {{\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]{usage}}}\n\ndata: [DONE]\n\n"
        )
    };
    let used = ",\"usage\":{\"completion_tokens\":9}";
    let stream = |reason, usage| inspect(head(200, STREAM), true, &[ROLE, &end(reason, usage)]);
    assert_eq!(stream("length", ""), Inspection::Content);
    assert_eq!(stream("tool_calls", ""), Inspection::Content);
    assert_eq!(stream("stop", used), Inspection::Content);
    assert_eq!(failed(stream("stop", "")), Outcome::Empty);
    assert_eq!(failed(stream("stop", ",\"usage\":{\"completion_tokens\":0}")), Outcome::Empty);
    let whole = |end: &str| {
        let answer = format!("{{\"choices\":[{{\"message\":{{\"content\":null}},{end}}}]}}");
        inspect(head(200, "application/json"), false, &[&answer])
    };
    assert_eq!(whole("\"finish_reason\":\"length\""), Inspection::Content);
    assert_eq!(failed(whole("\"finish_reason\":\"stop\"")), Outcome::Empty);
}

#[test]
fn an_answer_that_the_providers_filter_withheld_is_blocked() {
    let filtered =
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\ndata: [DONE]\n\n";
    assert_eq!(failed(inspect(head(200, STREAM), true, &[filtered])), Outcome::Blocked);
    let whole = r#"{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}"#;
    assert_eq!(failed(inspect(head(200, "application/json"), false, &[whole])), Outcome::Blocked);
}

#[test]
fn a_whole_answer_is_read_to_its_end() {
    let json = || head(200, "application/json");
    let answer = r#"{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#;
    assert_eq!(inspect(json(), false, &[&answer[..10], &answer[10..]]), Inspection::Content);
    assert_eq!(failed(inspect(json(), false, &[&answer[..10]])), Outcome::Malformed);
    assert_eq!(failed(inspect(json(), false, &[""])), Outcome::Empty);
    assert_eq!(failed(inspect(json(), false, &[r#"{"choices":[]}"#])), Outcome::Empty);
    assert_eq!(
        failed(inspect(json(), false, &[r#"{"success":false,"errors":[{"code":5007}]}"#])),
        Outcome::NotFound
    );
    // A stream was asked for, and a whole answer came.
    let mut inspector = Inspector::new(json(), true);
    inspector.push(answer.as_bytes());
    assert_eq!(inspector.end(), Inspection::Content);
    let stream = String::from_utf8(inspector.into_parts().0).unwrap();
    assert!(stream.starts_with("data: {") && stream.ends_with("data: [DONE]\n\n"), "{stream}");
}

#[test]
fn reading_gives_up_after_too_many_bytes_without_content() {
    let comments = ": x\n\n".repeat(60_000);
    let mut inspector = Inspector::new(head(200, STREAM), true);
    assert_eq!(failed(inspector.push(comments.as_bytes())), Outcome::Malformed);
    let mut inspector = Inspector::new(head(500, "text/plain"), true);
    assert_eq!(failed(inspector.push(comments.as_bytes())), Outcome::ServerError);
}

/// Bytes with many parts of events and errors among them.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&[u8]> = vec![
        b"data: ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"\n",
        b"\r\n",
        b"\n\n",
        b":",
        b",",
        b"\"error\":",
        b"\"errors\":",
        b"\"code\":",
        b"3036",
        b"-1",
        b"1e999",
        b"\"choices\":",
        b"\"delta\":",
        b"\"content\":",
        b"\"x\"",
        b"null",
        b"[DONE]",
        b"\"details\":",
        b"\"retryDelay\":\"1e99s\"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<html>",
    ];
    let piece = prop_oneof![
        4 => prop::sample::select(words).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// Whatever a provider sends, and however it is cut, the result is the same, and there is no panic.
    #[test]
    fn any_bytes_give_the_same_result_however_they_are_cut(
        bytes in bytes(),
        status in prop::sample::select(vec![200u16, 204, 302, 400, 401, 429, 500, 599, 0, 65_535]),
        content_type in prop::sample::select(vec![None, Some("text/event-stream"), Some("application/json"), Some("text/html"), Some(";")]),
        retry_after in prop::option::of("[0-9]{1,12}|soon"),
        stream in any::<bool>(),
        cut in 1..40usize,
    ) {
        let head = ResponseHead { status, content_type: content_type.map(str::to_owned), retry_after };
        let whole = inspect_in_pieces(&head, stream, &bytes, bytes.len().max(1));
        prop_assert!(whole != Inspection::NeedMore);
        prop_assert_eq!(inspect_in_pieces(&head, stream, &bytes, cut), whole);
    }
}
