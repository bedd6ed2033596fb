use super::*;
use proptest::prelude::*;
use wire::{FinishReason, StreamItem};

fn envelope() -> Envelope {
    Envelope { id: "chatcmpl-1".to_owned(), created: 7, model: "@cf/m".to_owned(), max_tokens: 5 }
}

fn translate(pieces: &[&[u8]]) -> String {
    let mut native = NativeStream::new(envelope());
    let mut out: Vec<u8> = pieces.iter().flat_map(|piece| native.push(piece)).collect();
    out.extend(native.finish());
    String::from_utf8(out).unwrap()
}

fn items(stream: &str) -> Vec<StreamItem> {
    let mut items = Vec::new();
    wire::sse::Decoder::new().push(stream.as_bytes(), |event| items.push(StreamItem::read(&event.data)));
    items
}

const NATIVE: &str = "data: {\"response\":\"\"}\n\ndata: {\"response\":\"你好 \\\"\",\"p\":\"abc\"}\n\n\
    data: {\"response\":42}\n\ndata: {\"response\":\"\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n\
    data: [DONE]\n\n";

#[test]
fn a_native_stream_becomes_an_openai_stream() {
    insta::assert_snapshot!(translate(&[NATIVE.as_bytes()]));
}

#[test]
fn an_answer_that_used_all_its_tokens_ends_with_length() {
    let stream =
        translate(&[b"data: {\"response\":\"a\",\"usage\":{\"completion_tokens\":5}}\n\ndata: [DONE]\n\n"]);
    let reasons: Vec<_> = items(&stream)
        .into_iter()
        .filter_map(|item| match item {
            StreamItem::Chunk(chunk) => chunk.finish_reason,
            _ => None,
        })
        .collect();
    assert_eq!(reasons, [FinishReason::Length]);
}

#[test]
fn a_stream_in_openais_dialect_is_passed_on_unchanged() {
    let plain = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\r\n\r\ndata: [DONE]\n\n";
    for size in [1, 7, 1000] {
        let pieces: Vec<&[u8]> = plain.as_bytes().chunks(size).collect();
        assert_eq!(translate(&pieces), plain);
    }
    let mut native = NativeStream::new(envelope());
    native.push(plain.as_bytes());
    assert!(native.is_open_ai());
}

#[test]
fn a_stream_in_neither_dialect_is_passed_on_unchanged() {
    for noise in ["", "<html>", "data: {\"error\":{\"code\":3040}}\n\n", "data: [DONE]\n\n", "data: {\"res"] {
        assert_eq!(translate(&[noise.as_bytes()]), noise);
    }
}

#[test]
fn a_late_error_is_passed_on_and_no_end_is_invented() {
    let cut = translate(&[b"data: {\"response\":\"a\"}\n\ndata: {\"error\":\"gone\"}\n\n"]);
    let items = items(&cut);
    assert!(matches!(&items[1], StreamItem::Chunk(chunk) if chunk.delta.content == "a"));
    assert!(matches!(&items[2], StreamItem::Error(_)));
    assert_eq!(items.len(), 3);
}

#[test]
fn streamed_tool_calls_end_with_their_finish_reason() {
    let event =
        br#"{"response":null,"tool_calls":[{"name":"f","arguments":{"a":1}},{"name":"g","arguments":"{}"}]}"#;
    let stream = [b"data: ", &event[..], b"\n\ndata: [DONE]\n\n"].concat();
    assert!(translate(&[&stream]).contains("\"finish_reason\":\"tool_calls\""));
}

proptest! {
    #[test]
    fn however_the_bytes_are_cut_the_translation_is_the_same(size in 1_usize..60) {
        let pieces: Vec<&[u8]> = NATIVE.as_bytes().chunks(size).collect();
        prop_assert_eq!(translate(&pieces), translate(&[NATIVE.as_bytes()]));
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut native = NativeStream::new(envelope());
        native.push(&bytes);
        native.finish();
    }
}
