//! Errors in OpenAI's shape, with what Everchat adds.

use crate::{Attempt, attempt::attempts_from, json::Value};
use serde::Serialize;

/// The body of every error answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ApiError,
}

/// What went wrong, for a person and for a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ApiError {
    /// A sentence for the visitor.
    pub message: String,
    /// A class of errors, such as `invalid_request_error`.
    #[serde(rename = "type")]
    pub kind: String,
    /// A stable word, such as `model_not_found`.
    pub code: Option<String>,
    /// The field of the request that is at fault, such as `messages`.
    pub param: Option<String>,
    /// What Everchat adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everchat: Option<ErrorDetails>,
}

/// What Everchat adds to an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ErrorDetails {
    /// As in `x-request-id`.
    pub request_id: String,
    /// Every attempt in order.
    pub attempts: Vec<Attempt>,
    /// When asking again may help, in seconds.
    pub retry_after_s: Option<u32>,
}

impl ErrorBody {
    /// Reads an error out of JSON: an object with an `error` that is an object or a text.
    /// `None` if there is none, so that an answer is not taken for an error.
    pub fn read(json: &str) -> Option<ApiError> {
        Self::read_value(&Value::read(json)?)
    }

    pub(crate) fn read_value(value: &Value) -> Option<ApiError> {
        match &value["error"] {
            Value::String(message) => Some(ApiError { message: message.clone(), ..ApiError::default() }),
            error @ Value::Object(_) => Some(ApiError::from_value(error)),
            _ => None,
        }
    }
}

impl ApiError {
    fn from_value(error: &Value) -> Self {
        let ours = &error["everchat"];
        Self {
            message: error.text("message").to_owned(),
            kind: error.text("type").to_owned(),
            code: error.maybe("code"),
            param: error.maybe("param"),
            everchat: ours.is_object().then(|| ErrorDetails {
                request_id: ours.text("request_id").to_owned(),
                attempts: attempts_from(&ours["attempts"]),
                retry_after_s: ours["retry_after_s"].as_u32(),
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
    fn foreign_errors_of_other_types_are_still_errors() {
        assert_eq!(ErrorBody::read(r#"{"error":{"message":5,"code":3040}}"#), Some(ApiError::default()));
        assert_eq!(ErrorBody::read(r#"{"error":null}"#), None);
        assert_eq!(ErrorBody::read(r#"{"choices":[{"delta":{"content":"\"error\": x"}}]}"#), None);
    }
}
