//! The response object, which a whole answer is, and which the first and the last event of a stream carry.

use super::item::{Item, Status};
use crate::request::Fields;
use serde_json::{Value, json};

/// What an answer repeats of its request, as it was written.
#[derive(Clone, Debug)]
pub struct Echo(Fields);

/// The repeated fields, and their value where the request has none.
const REPEATED: [(&str, &str); 12] = [
    ("instructions", "null"),
    ("max_output_tokens", "null"),
    ("metadata", "{}"),
    ("parallel_tool_calls", "true"),
    ("prompt_cache_key", "null"),
    ("reasoning", r#"{"effort":null,"summary":null}"#),
    ("safety_identifier", "null"),
    ("temperature", "1.0"),
    ("text", r#"{"format":{"type":"text"}}"#),
    ("tool_choice", "\"auto\""),
    ("tools", "[]"),
    ("top_p", "1.0"),
];

impl Echo {
    pub(super) fn of(request: &Fields) -> Self {
        let mut echo = Fields::default();
        for (name, default) in REPEATED {
            // The defaults are JSON.
            let _ = echo.set_json(name, default.to_owned());
            echo.copy(name, request, name);
        }
        Self(echo)
    }
}

/// The fields that every response object of an answer has.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The answer's id without its prefix, of letters and digits.
    pub id: String,
    /// Seconds since 1970.
    pub created: u64,
    /// The model that answers.
    pub model: String,
    /// What the answer repeats of the request.
    pub echo: Echo,
}

/// How an answer stands.
pub(super) struct State<'a> {
    pub(super) status: Status,
    pub(super) output: &'a [Item],
    /// OpenAI's token counts of a chat completion; null if they are not known.
    pub(super) usage: &'a Value,
    /// Why an incomplete answer ended.
    pub(super) incomplete_reason: Option<&'static str>,
    /// The code and the message of a failure, for the client.
    pub(super) error: Option<(&'a str, &'a str)>,
}

impl State<'_> {
    /// Only the last item of an answer may be incomplete.
    fn output_json(&self) -> Value {
        let last = match self.status {
            Status::InProgress => return json!([]),
            Status::Completed => Status::Completed,
            Status::Incomplete | Status::Failed => Status::Incomplete,
        };
        let count = self.output.len();
        let status = |at| if at + 1 == count { last } else { Status::Completed };
        self.output.iter().enumerate().map(|(at, item)| item.to_json(status(at))).collect()
    }
}

impl Envelope {
    /// The response object as JSON.
    pub(super) fn object(&self, state: &State<'_>) -> String {
        let mut object = self.echo.0.clone();
        for (name, value) in [
            ("id", json!(format!("resp_{}", self.id))),
            ("object", json!("response")),
            ("created_at", json!(self.created)),
            ("status", json!(state.status.as_str())),
            ("background", json!(false)),
            ("error", json!(state.error.map(|(code, message)| json!({ "code": code, "message": message })))),
            ("incomplete_details", json!(state.incomplete_reason.map(|reason| json!({ "reason": reason })))),
            ("model", json!(self.model)),
            ("output", state.output_json()),
            ("previous_response_id", Value::Null),
            ("store", json!(false)),
            ("truncation", json!("disabled")),
            ("usage", usage(state.usage)),
        ] {
            object.set(name, &value);
        }
        object.to_json()
    }
}

/// The token counts in this API's words.
fn usage(chat: &Value) -> Value {
    if !chat.is_object() {
        return Value::Null;
    }
    let count = |value: &Value| value.as_u64().unwrap_or_default();
    let (input, output) = (count(&chat["prompt_tokens"]), count(&chat["completion_tokens"]));
    json!({
        "input_tokens": input,
        "input_tokens_details": { "cached_tokens": count(&chat["prompt_tokens_details"]["cached_tokens"]) },
        "output_tokens": output,
        "output_tokens_details": {
            "reasoning_tokens": count(&chat["completion_tokens_details"]["reasoning_tokens"])
        },
        "total_tokens": chat["total_tokens"].as_u64().unwrap_or(input + output),
    })
}
