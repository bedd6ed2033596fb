//! What real services sent, where a folder of transcripts lies beside the repository. They are not a part of it; the
//! other tests have a small case of each shape.

use super::{
    tests::{head, inspect_in_pieces},
    *,
};
use crate::reading::RetryAfter;
use serde_json::Value;
use std::{fs, path::Path};

/// Each transcript with this extension: its name, its bytes, and what is right.
fn transcripts(extension: &str) -> Vec<(String, Vec<u8>, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/transcripts");
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let read = |path: std::path::PathBuf| {
        path.extension().filter(|found| *found == extension)?;
        let name = path.file_name()?.to_str()?.to_owned();
        let stem = path.file_stem()?.to_str()?.to_owned();
        let expected = fs::read(path.with_file_name(format!("{stem}.expect.json"))).ok()?;
        Some((name, fs::read(&path).ok()?, serde_json::from_slice(&expected).ok()?))
    };
    files.filter_map(read).collect()
}

#[test]
fn streams_are_answers_where_they_say_something() {
    for (name, bytes, expected) in &transcripts("sse") {
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
fn whole_answers_and_errors_are_read_for_what_they_are() {
    let known = |name: &str| match name.get(..2)? {
        "11" | "54" => Some((Outcome::BadRequest, RetryAfter::Unknown)),
        "12" | "53" => Some((Outcome::NotFound, RetryAfter::Unknown)),
        "40" => Some((Outcome::RateLimited, RetryAfter::Seconds(35))),
        "51" => Some((Outcome::Busy, RetryAfter::Unknown)),
        "56" => Some((Outcome::Location, RetryAfter::Unknown)),
        _ => None,
    };
    for (name, bytes, expected) in &transcripts("json") {
        let status = expected["status"].as_u64().unwrap_or(400) as u16;
        for stream in [false, true] {
            match (inspect_in_pieces(&head(status, "application/json"), stream, bytes, 5), known(name)) {
                (Inspection::Failed(failure), Some(right)) => {
                    assert_eq!((failure.outcome, failure.retry_after), right, "{name}");
                }
                (Inspection::Content, None) => assert_eq!(status, 200, "{name}"),
                (other, _) => panic!("{name}: {other:?}"),
            }
        }
    }
}
