//! Errors in OpenAI's shape, with what Everchat adds.

use crate::{Attempt, tolerant};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The body of every error answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ApiError,
}

/// What went wrong, for a person and for a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// A sentence for the visitor.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub message: String,
    /// A class of errors, such as `invalid_request_error`.
    #[serde(default, rename = "type", deserialize_with = "tolerant::or_default")]
    pub kind: String,
    /// A stable word, such as `model_not_found`.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub code: Option<String>,
    /// The field of the request that is at fault, such as `messages`.
    #[serde(default, deserialize_with = "tolerant::or_default")]
    pub param: Option<String>,
    /// What Everchat adds.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "tolerant::or_default")]
    pub everchat: Option<ErrorDetails>,
}

/// What Everchat adds to an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorDetails {
    /// As in `x-request-id`.
    pub request_id: String,
    /// Every attempt in order.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// When asking again may help, in seconds.
    #[serde(default)]
    pub retry_after_s: Option<u32>,
}

impl ErrorBody {
    /// Reads an error out of JSON: an object with an `error` that is an object or a text.
    /// `None` if there is none, so that an answer is not taken for an error.
    pub fn read(json: &str) -> Option<ApiError> {
        #[derive(Deserialize)]
        struct Outer {
            #[serde(default)]
            error: Value,
        }
        if !json.contains("\"error\"") {
            return None;
        }
        match serde_json::from_str::<Outer>(json).ok()?.error {
            Value::String(message) => Some(ApiError { message, ..ApiError::default() }),
            error @ Value::Object(_) => serde_json::from_value(error).ok(),
            _ => None,
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
