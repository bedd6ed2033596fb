//! What services send: a small case of each shape in `tests/shapes`, and real transcripts where a folder of them lies
//! beside the repository.

use super::{
    tests::{head, inspect_in_pieces},
    *,
};
use crate::reading::RetryAfter;
use serde_json::Value;
use std::{fs, path::Path};

/// From the root of the repository.
const FOLDERS: [&str; 2] = ["tests/shapes", "../shared/transcripts"];

/// What a provider sent.
struct Transcript {
    name: String,
    bytes: Vec<u8>,
    /// What is right.
    expected: Value,
}

/// Each transcript with this extension.
fn transcripts(extension: &str) -> Vec<Transcript> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = FOLDERS.map(|folder| fs::read_dir(root.join(folder)));
    let files = folders.into_iter().flatten().flatten().flatten().map(|entry| entry.path());
    let read = |path: std::path::PathBuf| {
        path.extension().filter(|found| *found == extension)?;
        let expected = fs::read(path.with_extension("expect.json")).ok()?;
        let name = path.file_name()?.to_str()?.to_owned();
        Some(Transcript {
            name,
            bytes: fs::read(&path).ok()?,
            expected: serde_json::from_slice(&expected).ok()?,
        })
    };
    files.filter_map(read).collect()
}

fn envelope() -> Envelope {
    Envelope { id: "chatcmpl-1".to_owned(), created: 7, model: "m".to_owned(), max_tokens: 5 }
}

#[test]
fn there_is_a_case_of_each_shape() {
    assert!(transcripts("sse").len() >= 21 && transcripts("json").len() >= 9);
}

#[test]
fn streams_are_answers_where_they_say_something() {
    for Transcript { name, bytes, expected } in &transcripts("sse") {
        let says = |field: &str| expected[field].as_str().is_some_and(|text| !text.is_empty());
        let is_answer = says("text") || says("reasoning") || expected["tool_calls"] == true;
        for piece in [1, 2, 3, 7, 64, bytes.len()] {
            let inspection = inspect_in_pieces(&head(200, "text/event-stream"), true, bytes, piece);
            assert_eq!(
                inspection == Inspection::Content,
                is_answer,
                "{name} in pieces of {piece}: {inspection:?}"
            );
        }
    }
}

#[test]
fn the_bindings_translator_leaves_streams_in_openais_dialect_alone() {
    for Transcript { name, bytes, .. } in &transcripts("sse") {
        for piece in [1, 2, 3, 7, 64, bytes.len()] {
            let mut stream = NativeStream::new(envelope());
            let mut out: Vec<u8> = bytes.chunks(piece).flat_map(|piece| stream.push(piece)).collect();
            out.extend(stream.finish());
            assert!(out == *bytes, "{name} in pieces of {piece}");
        }
    }
}

#[test]
fn whole_answers_and_errors_are_read_for_what_they_are() {
    for Transcript { name, bytes, expected } in &transcripts("json") {
        let status = expected["status"].as_u64().unwrap_or(400) as u16;
        for stream in [false, true] {
            match inspect_in_pieces(&head(status, "application/json"), stream, bytes, 5) {
                Inspection::Failed(failure) => assert_eq!(
                    Some((failure.outcome.as_str(), failure.retry_after)),
                    expected_failure(name, expected),
                    "{name}"
                ),
                Inspection::Content => {
                    assert_eq!((status, expected_failure(name, expected)), (200, None), "{name}");
                }
                Inspection::NeedMore => panic!("{name}: it has come to its end"),
            }
        }
    }
}

/// The outcome and the wait that are right. The real transcripts do not name them.
fn expected_failure<'a>(name: &str, expected: &'a Value) -> Option<(&'a str, RetryAfter)> {
    let wait = |seconds: u64| RetryAfter::Seconds(seconds as u32);
    if let Some(outcome) = expected["outcome"].as_str() {
        return Some((outcome, expected["retry_after_s"].as_u64().map_or(RetryAfter::Unknown, wait)));
    }
    match name.get(..2)? {
        "11" | "54" => Some(("bad_request", RetryAfter::Unknown)),
        "12" | "53" => Some(("not_found", RetryAfter::Unknown)),
        "40" => Some(("rate_limited", wait(35))),
        "51" => Some(("busy", RetryAfter::Unknown)),
        "56" => Some(("location", RetryAfter::Unknown)),
        _ => None,
    }
}
