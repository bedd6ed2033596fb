//! A request that is refused, with the status and the JSON of the answer.

use super::error_type::ErrorType;
use crate::query::QueryError;
use std::borrow::Cow;
use wire::{ApiError, Attempt, ErrorBody, ErrorCode, ErrorDetails, Outcome};

/// A request that is refused. The message tells a visitor what happened and what to do. It never holds a provider's
/// text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `error.type`.
    pub kind: ErrorType,
    /// `error.code`.
    pub code: ErrorCode,
    /// The field of the request that is at fault.
    pub param: Option<Cow<'static, str>>,
    /// For the visitor.
    pub message: String,
    /// When another request may succeed, in seconds.
    pub retry_after_s: Option<u32>,
    /// The methods that the path has, for `Allow`.
    pub allow: Option<&'static str>,
}

impl Refusal {
    pub(super) fn new(status: u16, kind: ErrorType, code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, kind, code, param: None, message, retry_after_s: None, allow: None }
    }

    /// A 400: the request itself is wrong, in `param`.
    pub(super) fn invalid(code: ErrorCode, param: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { param: param.map(Cow::Borrowed), ..Self::new(400, ErrorType::InvalidRequest, code, message) }
    }

    /// A query parameter has a value that does not exist.
    pub(super) fn unknown_choice(param: &'static str, choices: &str) -> Self {
        let message = format!("{param} must be one of: {choices}.");
        Self::invalid(ErrorCode::UnknownChoice, Some(param), message)
    }

    /// A query parameter cannot be used.
    pub fn bad_query(error: &QueryError) -> Self {
        let message = format!("{} must be {}.", error.param, error.wanted);
        Self::invalid(ErrorCode::InvalidValue, Some(error.param), message)
    }

    /// How a chat request ended that was refused before anybody was asked.
    pub fn outcome(&self) -> Outcome {
        match self.status {
            413 => Outcome::TooLarge,
            400..=499 if self.code == ErrorCode::ContextLengthExceeded => Outcome::TooLarge,
            429 => Outcome::RateLimited,
            408 => Outcome::Timeout,
            401 => Outcome::Unauthorized,
            403 => Outcome::Forbidden,
            400..=499 => Outcome::BadRequest,
            503 => Outcome::NotConfigured,
            _ => Outcome::ServerError,
        }
    }

    /// The body has more bytes than any request may have.
    pub fn body_too_large(limit: usize) -> Self {
        let message = format!("The request is too large: at most {} kB fit.", limit / 1000);
        Self::new(413, ErrorType::InvalidRequest, ErrorCode::BodyTooLarge, message)
    }

    /// The body did not come in time.
    pub fn body_timeout() -> Self {
        let message = "The request did not come in time. Send it again.";
        Self::new(408, ErrorType::InvalidRequest, ErrorCode::BodyTimeout, message)
    }

    /// The error body.
    pub fn body(&self, request_id: &str, attempts: &[Attempt]) -> ErrorBody {
        ErrorBody {
            error: ApiError {
                message: self.message.clone(),
                kind: self.kind.as_str().to_owned(),
                code: Some(self.code.clone()),
                param: self.param.as_deref().map(str::to_owned),
                everchat: Some(ErrorDetails {
                    request_id: request_id.to_owned(),
                    attempts: attempts.to_vec(),
                    retry_after_s: self.retry_after_s,
                }),
            },
        }
    }
}
