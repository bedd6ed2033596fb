//! Errors in OpenAI's shape, with what Everchat adds.

use crate::{
    attempt::Attempt,
    code::ErrorCode,
    tolerant::{self, list, number, optional_text, text},
};
use serde::Serialize;
use serde_json::Value;

/// The body of every error answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ApiError,
}

/// What went wrong, for a person and for a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ApiError {
    /// A sentence for the visitor: what happened, and what to do.
    pub message: String,
    /// OpenAI's class of errors, such as `invalid_request_error`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The stable word for programs.
    pub code: Option<ErrorCode>,
    /// The field of the request that is at fault, such as `messages`.
    pub param: Option<String>,
    /// What Everchat adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everchat: Option<ErrorDetails>,
}

/// What Everchat adds to an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorDetails {
    /// The request's id, as in `x-request-id`.
    pub request_id: String,
    /// Every attempt in order.
    pub attempts: Vec<Attempt>,
    /// After how many seconds asking again may help.
    pub retry_after_s: Option<u32>,
}

impl ErrorBody {
    /// Reads the error of a JSON object with an `error` that is an object or a text. `None` for everything else,
    /// so that an answer is not taken for an error.
    pub fn read(json: &str) -> Option<ApiError> {
        ApiError::of(&tolerant::parse(json)?)
    }
}

impl ApiError {
    /// The `error` of a body or of an event, if it has one.
    pub fn of(body: &Value) -> Option<Self> {
        match &body["error"] {
            Value::String(message) => Some(Self { message: message.clone(), ..Self::default() }),
            error @ Value::Object(_) => Some(Self::read(error)),
            _ => None,
        }
    }

    fn read(error: &Value) -> Self {
        let everchat = &error["everchat"];
        Self {
            message: text(error, "message"),
            kind: text(error, "type"),
            code: error["code"].as_str().map(ErrorCode::from),
            param: optional_text(error, "param"),
            everchat: everchat.is_object().then(|| ErrorDetails {
                request_id: text(everchat, "request_id"),
                attempts: list(everchat, "attempts", Attempt::read),
                retry_after_s: number(everchat, "retry_after_s"),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_errors_keep_what_everchat_adds() {
        let body = ErrorBody {
            error: ApiError {
                message: "m".to_owned(),
                everchat: Some(ErrorDetails {
                    request_id: "r".to_owned(),
                    retry_after_s: Some(3),
                    ..ErrorDetails::default()
                }),
                ..ApiError::default()
            },
        };
        assert_eq!(ErrorBody::read(&serde_json::to_string(&body).unwrap()), Some(body.error));
    }

    #[test]
    fn errors_with_fields_of_other_types_are_still_errors() {
        assert_eq!(ErrorBody::read(r#"{"error":{"message":5,"code":3040}}"#), Some(ApiError::default()));
        assert_eq!(ErrorBody::read(r#"{"error":null}"#), None);
        assert_eq!(ErrorBody::read(r#"{"choices":[{"delta":{"content":"\"error\": x"}}]}"#), None);
    }
}
