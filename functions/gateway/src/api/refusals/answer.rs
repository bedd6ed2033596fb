//! Requests that are right and get no answer.

use crate::{
    api::{error_type::ErrorType, refusal::Refusal},
    fallback::{FIRST_BACKOFF_S, GiveUpReason},
    limits::{Limit, LimitReached},
    reading::RequestFault,
    settings::SettingError,
    time::Millis,
};
use std::borrow::Cow;
use wire::ErrorCode;

impl Refusal {
    /// Settings whose values cannot be used.
    pub fn bad_settings(errors: &[SettingError]) -> Self {
        let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let message = format!("This site is not set up right. {}.", sentences.join("; "));
        Self::new(503, ErrorType::Configuration, ErrorCode::BadSettings, message)
    }

    /// A limit is reached.
    pub fn limit_reached(reached: LimitReached, now: Millis) -> Self {
        let wait_s = reached.wait_s(now);
        let (code, message) = match reached.limit {
            Limit::Minute => {
                (ErrorCode::RateLimited, format!("That was quick: try again in {wait_s} seconds."))
            }
            Limit::Streams => (
                ErrorCode::TooManyStreams,
                "Too many answers at once. Try again when one of them is complete.".to_owned(),
            ),
            Limit::Requests | Limit::Tokens => (
                ErrorCode::DailyBudget,
                "This site has given all the answers that it can give today. It begins anew at 00:00 UTC."
                    .to_owned(),
            ),
        };
        let refusal = Self::new(429, ErrorType::RateLimit, code, message);
        Self { retry_after_s: Some(wait_s), ..refusal }
    }

    /// The fallback plan ended without an answer.
    pub fn no_answer(reason: GiveUpReason, retry_after_s: Option<u32>) -> Self {
        let refusal = match reason {
            GiveUpReason::NoneConfigured => Self::new(
                503,
                ErrorType::Configuration,
                ErrorCode::NotConfigured,
                "This site has no model provider set up yet. Its owner can add one.",
            ),
            GiveUpReason::Refused(fault) => Self::refused(fault),
            GiveUpReason::TooLong => Self::invalid(
                ErrorCode::ContextLengthExceeded,
                Some("messages"),
                "The conversation is too long for every model here. Start a new chat, or shorten it.",
            ),
            GiveUpReason::Blocked => Self::invalid(
                ErrorCode::ContentFilter,
                None,
                "No model gave an answer to this: their filters withheld it. Ask in other words.",
            ),
            GiveUpReason::RateLimited => Self::new(
                429,
                ErrorType::RateLimit,
                ErrorCode::AllProvidersBusy,
                "Every model has too many requests just now. Try again in a moment.",
            ),
            GiveUpReason::OutOfTime => Self::new(
                504,
                ErrorType::Server,
                ErrorCode::OutOfTime,
                "No model answered in time. Try again in a moment.",
            ),
            GiveUpReason::AllFailed => Self::new(
                502,
                ErrorType::Server,
                ErrorCode::AllProvidersFailed,
                "No model could answer just now. Try again in a moment.",
            ),
        };
        let retry_after_s = match refusal.status {
            429 => Some(retry_after_s.unwrap_or(FIRST_BACKOFF_S)),
            500.. => retry_after_s,
            _ => None,
        };
        Self { retry_after_s, ..refusal }
    }

    /// Every provider refused the request.
    fn refused(fault: RequestFault) -> Self {
        let message = match &fault.param {
            Some(param) => {
                format!(
                    "No model here takes this request: its {param} was refused. Change it, or leave it out."
                )
            }
            None => "No model here takes this request. Change it, or choose another model.".to_owned(),
        };
        let code = fault.code.as_deref().map_or(ErrorCode::RefusedByModel, ErrorCode::from);
        let refusal = Self::invalid(code, None, message);
        Self { param: fault.param.map(Cow::Owned), ..refusal }
    }

    /// The stream broke off after its first words.
    pub fn interrupted() -> Self {
        let message = "The answer was cut off. What has arrived is kept; ask to continue.";
        Self::new(502, ErrorType::Server, ErrorCode::Interrupted, message)
    }
}
