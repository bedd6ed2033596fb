//! A whole answer without fields that nobody knows: a provider may say there whose key it was asked with.

use crate::request::{ANSWER_FIELDS, Fields};

/// The fields of a `chat.completion` (<https://platform.openai.com/docs/api-reference/chat/object>), and those that other
/// services are known to add: Azure's filters and Perplexity's sources.
const ANSWER: [&str; 10] = [
    "id",
    "object",
    "created",
    "model",
    "choices",
    "usage",
    "system_fingerprint",
    "service_tier",
    "prompt_filter_results",
    "citations",
];
const CHOICE: [&str; 5] = ["index", "message", "finish_reason", "logprobs", "content_filter_results"];

/// The answer with known fields alone, each as it was written. As it was if it has no others, or is no such answer.
pub(super) fn known_fields(body: Vec<u8>) -> Vec<u8> {
    match without_unknown(&body) {
        Some(answer) => answer.into_bytes(),
        None => body,
    }
}

/// `None` if there is nothing to leave out.
fn without_unknown(body: &[u8]) -> Option<String> {
    let mut answer: Fields = serde_json::from_slice(body).ok()?;
    if !answer.contains("choices") {
        return None;
    }
    let has_more = answer.retain(|name| ANSWER.contains(&name));
    let have_more = answer.change_each("choices", |choice| {
        let has_more = choice.retain(|name| CHOICE.contains(&name));
        choice.change("message", |message| message.retain(|name| ANSWER_FIELDS.contains(&name))) || has_more
    });
    (has_more || have_more).then(|| answer.to_json())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(json: &str) -> String {
        String::from_utf8(known_fields(json.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn fields_that_nobody_knows_are_left_out_at_each_level() {
        let answer = r#"{"id":"a","account":"org-0000","choices":[{"index":0,"key":"k","message":{"role":"assistant","content":"hi","owner":"o"}},
            {"index":1,"message":{"content":"b"}}],"usage":{"x":1.0},"debug":{"echo":[]}}"#;
        assert_eq!(
            known(answer),
            r#"{"id":"a","choices":[{"index":0,"message":{"role":"assistant","content":"hi"}},{"index":1,"message":{"content":"b"}}],"usage":{"x":1.0}}"#
        );
        assert_eq!(known(r#"{"id":"a","choices":[],"x":1}"#), r#"{"id":"a","choices":[]}"#);
    }

    #[test]
    fn an_answer_without_such_fields_is_passed_on_byte_for_byte() {
        for answer in [
            r#"{ "choices" : [ {"message": {"content": "hi", "extra_content": {"google": {}}} } ], "created": 1e3 }"#,
            r#"{"error":{"message":"x"}}"#,
            "[]",
            "not JSON",
            "",
        ] {
            assert_eq!(known(answer), answer);
        }
    }
}
