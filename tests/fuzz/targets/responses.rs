//! Whatever a provider streams becomes the same events of the Responses API however it is cut, each of them JSON, and the
//! last one an end. The first byte says where the stream is cut.
#![no_main]

use gateway::{
    request::CompletionRequest,
    responses::{Envelope, ResponsesRequest, ResponsesStream},
    settings::Limits,
};
use libfuzzer_sys::fuzz_target;
use wire::sse;

fn translate(pieces: &[&[u8]]) -> Vec<u8> {
    let body = br#"{"input":"hi"}"#;
    let fields = CompletionRequest::read_fields(Some("application/json"), body, &Limits::default());
    let request = ResponsesRequest::read(&fields.expect("it is JSON")).expect("it is a request");
    let envelope = Envelope { id: "a".to_owned(), created: 1, model: "m".to_owned(), echo: request.echo };
    let mut stream = ResponsesStream::new(envelope, "It broke off.".to_owned());
    let mut events: Vec<u8> = pieces.iter().flat_map(|piece| stream.push(piece)).collect();
    events.extend(stream.finish());
    events
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&cut, stream)) = bytes.split_first() else { return };
    let whole = translate(&[stream]);
    let (head, tail) = stream.split_at(usize::from(cut).min(stream.len()));
    assert_eq!(translate(&[head, tail]), whole);
    let mut last = String::new();
    sse::Decoder::new().push(&whole, |event| {
        let json: serde_json::Value = serde_json::from_str(&event.data).expect("each event is JSON");
        json["type"].as_str().expect("each event has a type").clone_into(&mut last);
    });
    let ends = ["response.completed", "response.incomplete", "response.failed"];
    assert!(ends.contains(&last.as_str()), "{last}");
});
