//! Requests that are wrong in themselves.

use crate::{
    api::{error_type::ErrorType, refusal::Refusal},
    fallback::CandidatesError,
    request::RequestError,
};
use wire::ErrorCode;

impl From<RequestError> for Refusal {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::ContentType => Self::content_type(),
            RequestError::BodyTooLarge { limit } => Self::body_too_large(limit),
            RequestError::Json(reason) => {
                let message = format!("The request is not a valid chat completion: {reason}.");
                Self::invalid(ErrorCode::InvalidJson, None, message)
            }
            RequestError::Messages(reason) => {
                let message = format!("{reason}. A message has a role and a content.");
                Self::invalid(ErrorCode::InvalidValue, Some("messages"), message)
            }
            RequestError::WrongType { param, expected } => {
                Self::invalid(ErrorCode::InvalidValue, Some(param), format!("{param} must be {expected}."))
            }
            RequestError::NotAllowed { param } => {
                let message = format!(
                    "This site does not pass {param} on. Its owner can allow it with ALLOWED_FIELDS."
                );
                Self::invalid(ErrorCode::FieldNotAllowed, Some(param), message)
            }
            RequestError::ToolNotAllowed { kind } => {
                let message = format!(
                    "This site passes functions on, and no tool of the type \"{kind}\". Its owner can allow it with \
                     ALLOWED_FIELDS."
                );
                Self::invalid(ErrorCode::FieldNotAllowed, Some("tools"), message)
            }
            RequestError::TooManyChoices { limit } => {
                let message = format!("n must be a number from 1 to {limit}.");
                Self::invalid(ErrorCode::InvalidValue, Some("n"), message)
            }
            RequestError::PicturesTooLarge { limit } => {
                let message = format!("The pictures are too large: at most {} kB fit.", limit / 1000);
                let refusal = Self::new(413, ErrorType::InvalidRequest, ErrorCode::BodyTooLarge, message);
                Self { param: Some("messages".into()), ..refusal }
            }
            RequestError::NoMessages => {
                let message = "There is no message to answer: messages is empty.";
                Self::invalid(ErrorCode::MessagesEmpty, Some("messages"), message)
            }
            RequestError::TooManyMessages { messages, limit } => {
                Self::conversation_too_long(&format!("{messages} messages"), limit)
            }
            RequestError::InputTooLong { chars, limit } => {
                Self::conversation_too_long(&format!("{chars} characters"), limit)
            }
            RequestError::MaxTokensZero => {
                let message = "max_tokens must be at least 1.";
                Self::invalid(ErrorCode::MaxTokensZero, Some("max_tokens"), message)
            }
        }
    }
}

impl From<CandidatesError> for Refusal {
    fn from(error: CandidatesError) -> Self {
        match error {
            CandidatesError::UnknownModel(model) => {
                let shown: String = model.chars().take(100).collect();
                let message =
                    format!("This site has no model called \"{shown}\". GET /api/v1/models lists them.");
                let refusal = Self::new(404, ErrorType::InvalidRequest, ErrorCode::ModelNotFound, message);
                Self { param: Some("model".into()), ..refusal }
            }
            CandidatesError::AllExcluded => {
                let message = "x-everchat-exclude leaves out every provider that this site has.";
                Self::invalid(ErrorCode::AllExcluded, Some("x-everchat-exclude"), message)
            }
        }
    }
}

impl Refusal {
    pub(super) fn content_type() -> Self {
        let message = "Send the request as JSON: content-type: application/json.";
        Self::invalid(ErrorCode::InvalidContentType, None, message)
    }

    fn conversation_too_long(length: &str, limit: usize) -> Self {
        let message = format!("The conversation is too long: {length} of at most {limit}.");
        let refusal = Self::new(413, ErrorType::InvalidRequest, ErrorCode::InputTooLong, message);
        Self { param: Some("messages".into()), ..refusal }
    }
}
