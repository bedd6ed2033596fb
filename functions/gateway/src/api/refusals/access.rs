//! Callers that are not let in.

use crate::{
    access::{AccessError, Audience},
    api::{error_type::ErrorType, refusal::Refusal},
};
use wire::ErrorCode;

impl From<AccessError> for Refusal {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Origin => Self::origin(),
            AccessError::CodeRequired(audience) => Self::code_required(audience),
            AccessError::ChallengeRequired => {
                let message = "This site asks first whether you are human: open it in a browser. It has no code for \
                               programs.";
                Self::new(401, ErrorType::Authentication, ErrorCode::ChallengeRequired, message)
            }
            AccessError::ChallengeUnknown => {
                let message = "Whether you are human cannot be found out just now. Try again in a moment.";
                Self::new(503, ErrorType::Server, ErrorCode::ChallengeUnknown, message)
            }
            AccessError::TooManyWrongCodes { wait_s } => {
                let message = format!("Too many wrong codes. Try again in {wait_s} seconds.");
                let refusal = Self::new(429, ErrorType::RateLimit, ErrorCode::TooManyTries, message);
                Self { retry_after_s: Some(wait_s), ..refusal }
            }
            AccessError::NothingHere => Self::not_found(),
            AccessError::ContentType => Self::content_type(),
            AccessError::NoCode => {
                let message = "Send the code as JSON: {\"code\": \"...\"}.";
                Self::invalid(ErrorCode::NoCode, Some("code"), message)
            }
            AccessError::UnknownAudience => Self::unknown_choice("as", "visitors, owner"),
        }
    }
}

impl Refusal {
    /// A page of a site that is not allowed.
    pub fn origin() -> Self {
        let message = "Other sites may not use this one from a browser.";
        Self::new(403, ErrorType::Permission, ErrorCode::OriginRefused, message)
    }

    /// A wrong code gets the same answer as none.
    fn code_required(audience: Audience) -> Self {
        let (code, message) = match audience {
            Audience::Visitors => (
                ErrorCode::AccessCodeRequired,
                "This site asks for an access code: send it as Authorization: Bearer <code>.",
            ),
            Audience::Owner => (
                ErrorCode::AdminCodeRequired,
                "The report is for the owner: send ADMIN_CODE as Authorization: Bearer <code>.",
            ),
        };
        Self::new(401, ErrorType::Authentication, code, message)
    }
}
