use super::*;
use proptest::prelude::*;
use wire::{Chunk, FinishReason, StreamItem};

fn envelope() -> Envelope {
    Envelope { id: "chatcmpl-1".to_owned(), created: 7, model: "@cf/m".to_owned(), max_tokens: 5 }
}

fn translate(pieces: &[&[u8]]) -> String {
    let mut translator = Translator::new(envelope());
    let mut out: Vec<u8> = pieces.iter().flat_map(|piece| translator.push(piece)).collect();
    out.extend(translator.finish());
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
fn a_native_stream_becomes_the_one_dialect() {
    insta::assert_snapshot!(translate(&[NATIVE.as_bytes()]));
}

#[test]
fn an_answer_that_took_all_its_tokens_was_cut() {
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
fn a_stream_in_the_one_dialect_passes_untouched_and_is_known_as_such() {
    let plain = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\r\n\r\ndata: [DONE]\n\n";
    for size in [1, 7, 1000] {
        let pieces: Vec<&[u8]> = plain.as_bytes().chunks(size).collect();
        assert_eq!(translate(&pieces), plain);
    }
    let mut translator = Translator::new(envelope());
    translator.push(plain.as_bytes());
    assert!(translator.is_plain());
}

#[test]
fn what_is_neither_passes_untouched() {
    for noise in ["", "<html>", "data: {\"error\":{\"code\":3040}}\n\n", "data: [DONE]\n\n", "data: {\"res"] {
        assert_eq!(translate(&[noise.as_bytes()]), noise);
    }
}

#[test]
fn no_end_is_made_up_and_a_late_error_is_told() {
    let cut = translate(&[b"data: {\"response\":\"a\"}\n\ndata: {\"error\":\"gone\"}\n\n"]);
    let items = items(&cut);
    assert!(matches!(&items[1], StreamItem::Chunk(chunk) if chunk.delta.content == "a"));
    assert!(matches!(&items[2], StreamItem::Error(_)));
    assert_eq!(items.len(), 3);
}

#[test]
fn tool_calls_get_ids_and_arguments_as_text() {
    let native =
        br#"{"response":null,"tool_calls":[{"name":"f","arguments":{"a":1}},{"name":"g","arguments":"{}"}]}"#;
    let whole: Value = serde_json::from_slice(&translate_whole(native, &envelope()).unwrap()).unwrap();
    let choice = &whole["choices"][0];
    assert_eq!(choice["finish_reason"], "tool_calls");
    assert_eq!(choice["message"]["tool_calls"][0]["function"]["arguments"], "{\"a\":1}");
    assert_eq!(choice["message"]["tool_calls"][1]["id"], "call_1");
    let streamed = [b"data: ", &native[..], b"\n\ndata: [DONE]\n\n"].concat();
    assert!(translate(&[&streamed]).contains("\"finish_reason\":\"tool_calls\""));
}

#[test]
fn a_whole_answer_is_translated_bare_or_wrapped_and_another_is_left() {
    for body in [
        r#"{"response":"hi","usage":{"completion_tokens":1}}"#,
        r#"{"result":{"response":"hi"},"success":true}"#,
    ] {
        let whole = Chunk::read_whole(&translate_whole(body.as_bytes(), &envelope()).unwrap()).unwrap();
        assert_eq!((whole.delta.content.as_str(), whole.finish_reason), ("hi", Some(FinishReason::Stop)));
    }
    for body in [r#"{"choices":[],"response":"x"}"#, r#"{"error":"x"}"#, "<html>", "[]"] {
        assert_eq!(translate_whole(body.as_bytes(), &envelope()), None);
    }
}

proptest! {
    #[test]
    fn however_the_bytes_are_cut_the_same_words_come_out(size in 1_usize..60) {
        let pieces: Vec<&[u8]> = NATIVE.as_bytes().chunks(size).collect();
        prop_assert_eq!(translate(&pieces), translate(&[NATIVE.as_bytes()]));
    }

    #[test]
    fn any_bytes_at_all_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut translator = Translator::new(envelope());
        translator.push(&bytes);
        translator.finish();
        translate_whole(&bytes, &envelope());
    }
}
