use super::*;
use proptest::prelude::*;
use serde_json::Value;
use wire::{StreamItem, sse};

const WHOLE: &str = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"w\u{4f60} \\\"\\\\ \\u4f60\",\"a\":[1.5e-3,true,{}]},\"finish_reason\":null}],\"created\":17}\n\n";
const ERROR: &str = "data: {\"error\":{\"message\":\"m\"}}\n\n";

/// What a client reads of a stream that broke off and was closed.
fn events(stream: &[u8]) -> Vec<String> {
    let all = [stream, &close_half_event(stream), ERROR.as_bytes()].concat();
    assert!(std::str::from_utf8(&all).is_ok(), "clients decode strictly");
    let mut events = Vec::new();
    sse::Decoder::new().push(&all, |event| events.push(event.data));
    events
}

#[test]
fn wherever_an_event_is_cut_the_clients_read_json_and_nothing_of_it() {
    let bytes = WHOLE.as_bytes();
    for end in 0..bytes.len() {
        let cut = [bytes, &bytes[..end]].concat();
        let events = events(&cut);
        let shown = String::from_utf8_lossy(&bytes[..end]);
        assert_eq!(events.last().map(|last| last.contains("error")), Some(true), "{shown}");
        for event in &events[1..events.len() - 1] {
            let value: Value = serde_json::from_str(event).unwrap_or_else(|error| panic!("{error}: {event}"));
            // A whole event that only lacks its empty line is not lost.
            let is_whole = end >= WHOLE.trim_end().len();
            assert_eq!(value["choices"].as_array().map(Vec::is_empty), Some(!is_whole), "{event}");
        }
        assert!(matches!(StreamItem::read(&events[0]), StreamItem::Chunk(chunk) if chunk.has_content()));
    }
}

#[test]
fn nothing_is_added_between_events() {
    assert_eq!(close_half_event(b""), b"");
    assert_eq!(close_half_event(WHOLE.as_bytes()), b"");
    assert_eq!(close_half_event(b"data: x\r\n\r\n"), b"");
    assert_eq!(close_half_event(b"data: x\r\r"), b"");
}

#[test]
fn other_lines_are_closed_too() {
    let read = |cut: &str| events(&[WHOLE, cut].concat().into_bytes());
    for cut in [": keep-al", "event: err", "event: error\nda", "id: 7\n"] {
        for event in &read(cut)[1..] {
            assert!(serde_json::from_str::<Value>(event).is_ok(), "{cut:?}: {event}");
        }
    }
    assert_eq!(read("data: [DO")[1], "[DONE]");
    assert_eq!(read("data: {\"a\":\ndata: [1,")[1], "{\"a\":\n[1,null],\"choices\":[]}");
}

/// Any JSON, as text.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        (-1e9..1e9f64).prop_map(Value::from),
        "[a\"\\\\\u{4f60}\u{1f600}\n]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a\"\\\\]{0,3}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_object_cut_anywhere_becomes_valid_json(value in json(), cut in any::<prop::sample::Index>(), pretty in any::<bool>()) {
        let object = serde_json::json!({ "id": value, "choices": [value] });
        let text = if pretty { format!("{object:#}").replace('\n', " ") } else { object.to_string() };
        let stream = format!("data: {text}");
        let end = cut.index(stream.len());
        let events = events(&stream.as_bytes()[..end]);
        for event in &events {
            prop_assert!(serde_json::from_str::<Value>(event).is_ok(), "{}", event);
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        close_half_event(&bytes);
    }
}
