//! What services send, read as the page reads it: a small case of each shape in `tests/shapes`, and real transcripts where
//! a folder of them lies beside the repository.

use conversation::{
    answer::Ending,
    reader::{AnswerReader, Words},
};
use serde_json::Value;
use std::{fs, path::Path};

/// Reads a stream in pieces.
fn read(stream: &[u8], piece: usize) -> (Words, Ending) {
    let mut reader = AnswerReader::default();
    let mut words = Words::default();
    for piece in stream.chunks(piece) {
        words.append(&reader.push(piece));
    }
    words.append(&reader.take_rest());
    let ending = reader.finish(!words.is_empty());
    (words, ending)
}

/// What is right, with the reasoning between tags taken out of the text.
fn expected_words(expected: &Value) -> Words {
    let text = expected["text"].as_str().unwrap_or_default();
    let reasoning = expected["reasoning"].as_str().unwrap_or_default();
    match text.strip_prefix("<think>").and_then(|text| text.split_once("</think>")) {
        Some((reasoning, text)) => {
            Words { content: text.trim_start().to_owned(), reasoning: reasoning.trim_start().to_owned() }
        }
        None => Words { content: text.to_owned(), reasoning: reasoning.to_owned() },
    }
}

#[test]
fn each_stream_has_its_words_and_its_ending_however_it_is_cut() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["tests/shapes", "../shared/transcripts"].map(|folder| fs::read_dir(root.join(folder)));
    for path in folders.into_iter().flatten().flatten().flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|extension| extension != "sse") {
            continue;
        }
        let name = path.display();
        let stream = fs::read(&path).unwrap();
        let expected = fs::read(path.with_extension("expect.json")).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        for piece in [1, 2, 3, 7, 64, stream.len()] {
            let (words, ending) = read(&stream, piece);
            assert_eq!(words, expected_words(&expected), "{name} in pieces of {piece}");
            let is_whole = matches!(ending, Ending::Complete | Ending::Length | Ending::Blocked);
            assert_eq!(is_whole, expected["error"].is_null(), "{name} in pieces of {piece}: {ending:?}");
        }
    }
}
