//! Every refusal. Its message is for the visitor: what happened, and what to do. It never carries a provider's text.

use crate::{
    Millis,
    engine::GiveUp,
    limits::{Limit, Over},
    pass::Door,
    settings::SettingError,
};
use wire::{ApiError, Attempt, ErrorBody, ErrorDetails};

/// A request that is not answered, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// OpenAI's class of errors.
    pub kind: &'static str,
    /// A stable word.
    pub code: &'static str,
    /// The field at fault.
    pub param: Option<&'static str>,
    /// For the visitor.
    pub message: String,
    /// When asking again may help, in seconds.
    pub retry_after_s: Option<u32>,
    /// The method that would be right, for `Allow`.
    pub allow: Option<&'static str>,
}

impl Refusal {
    fn new(status: u16, kind: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, kind, code, param: None, message, retry_after_s: None, allow: None }
    }

    fn invalid(code: &'static str, param: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { param, ..Self::new(400, "invalid_request_error", code, message) }
    }

    /// A body must be said to be JSON: a form of another site's page cannot say so.
    pub(crate) fn unless_json(content_type: Option<&str>) -> Result<(), Self> {
        let media_type = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
        if media_type.trim().eq_ignore_ascii_case("application/json") {
            return Ok(());
        }
        let message = "Send the request as JSON: content-type: application/json.";
        Err(Self::invalid("invalid_content_type", None, message))
    }

    pub(super) fn no_code() -> Self {
        Self::invalid("no_code", Some("code"), "Send the code as JSON: {\"code\": \"...\"}.")
    }

    pub(crate) fn json(error: &str) -> Self {
        Self::invalid("invalid_json", None, format!("The request is not a valid chat completion: {error}."))
    }

    pub(crate) fn no_messages() -> Self {
        Self::invalid("messages_empty", Some("messages"), "There is no message to answer: messages is empty.")
    }

    pub(crate) fn max_tokens() -> Self {
        Self::invalid("max_tokens_zero", Some("max_tokens"), "max_tokens must be at least 1.")
    }

    pub(crate) fn unknown_model(model: &str) -> Self {
        let shown: String = model.chars().take(100).collect();
        let message = format!("This site has no model called {shown:?}. GET /api/v1/models lists them.");
        Self { param: Some("model"), ..Self::new(404, "invalid_request_error", "model_not_found", message) }
    }

    pub(crate) fn all_excluded() -> Self {
        let message = "x-everchat-exclude leaves out every provider that this site has.";
        Self::invalid("all_excluded", Some("x-everchat-exclude"), message)
    }

    /// The body is larger than any request may be, in bytes.
    pub fn body_too_large(limit: usize) -> Self {
        let message = format!("The request is too large: at most {} kB fit.", limit / 1000);
        Self::new(413, "invalid_request_error", "body_too_large", message)
    }

    pub(crate) fn input_too_long(chars: usize, limit: usize) -> Self {
        let message = format!("The conversation is too long: {chars} characters of at most {limit}.");
        Self { param: Some("messages"), ..Self::new(413, "invalid_request_error", "input_too_long", message) }
    }

    pub(crate) fn too_many_messages(messages: usize, limit: usize) -> Self {
        let message = format!("The conversation is too long: {messages} messages of at most {limit}.");
        Self { param: Some("messages"), ..Self::new(413, "invalid_request_error", "input_too_long", message) }
    }

    /// No such address.
    pub fn not_found() -> Self {
        Self::new(404, "invalid_request_error", "not_found", "There is nothing at this address.")
    }

    pub(super) fn method(method: &str, allowed: &'static str) -> Self {
        let shown: String = method.chars().take(20).collect();
        let message = format!("{shown} does not work here; use {allowed}.");
        let refusal = Self::new(405, "invalid_request_error", "method_not_allowed", message);
        Self { allow: Some(allowed), ..refusal }
    }

    /// A page of a site that is not allowed.
    pub fn origin() -> Self {
        Self::new(
            403,
            "permission_error",
            "origin_refused",
            "Other sites may not use this one from a browser.",
        )
    }

    /// A code is wanted. A wrong one gets the same answer as none.
    pub(super) fn code_wanted(door: Door) -> Self {
        let (code, message) = match door {
            Door::Visitors => (
                "access_code_required",
                "This site asks for an access code: send it as Authorization: Bearer <code>.",
            ),
            Door::Owner => (
                "admin_code_required",
                "The report is for the owner: send ADMIN_CODE as Authorization: Bearer <code>.",
            ),
        };
        Self::new(401, "authentication_error", code, message)
    }

    /// The test for humans is to be passed first.
    pub(super) fn challenge() -> Self {
        let message =
            "This site asks first whether you are human: open it in a browser. It has no code for programs.";
        Self::new(401, "authentication_error", "challenge_required", message)
    }

    pub(super) fn challenge_unknown() -> Self {
        let message = "Whether you are human cannot be found out just now. Try again in a moment.";
        Self::new(503, "server_error", "challenge_unknown", message)
    }

    pub(super) fn too_many_tries(wait_s: u32) -> Self {
        let message = format!("Too many wrong codes. Try again in {wait_s} seconds.");
        let refusal = Self::new(429, "rate_limit_error", "too_many_tries", message);
        Self { retry_after_s: Some(wait_s), ..refusal }
    }

    /// A limit is reached.
    pub fn over(over: Over, now: Millis) -> Self {
        let wait_s = over.wait_s(now);
        let (code, message) = match over.limit {
            Limit::Minute => ("rate_limited", format!("That was quick: try again in {wait_s} seconds.")),
            Limit::Streams => (
                "too_many_streams",
                "Too many answers at once. Try again when one of them is complete.".to_owned(),
            ),
            Limit::Requests | Limit::Tokens => (
                "daily_budget",
                "This site has given all the answers that it can give today. It begins anew at 00:00 UTC."
                    .to_owned(),
            ),
        };
        let refusal = Self::new(429, "rate_limit_error", code, message);
        Self { retry_after_s: Some(wait_s), ..refusal }
    }

    pub(super) fn unknown_choice(param: &'static str, choices: &str) -> Self {
        Self::invalid("unknown_choice", Some(param), format!("{param} must be one of: {choices}."))
    }

    /// Settings whose values cannot be used.
    pub fn settings(errors: &[SettingError]) -> Self {
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let message = format!("This site is not set up right. {}.", said.join("; "));
        Self::new(503, "configuration_error", "bad_settings", message)
    }

    /// The plan ended without an answer.
    pub fn give_up(reason: GiveUp, retry_after_s: Option<u32>) -> Self {
        let refusal = match reason {
            GiveUp::NoneConfigured => Self::new(
                503,
                "configuration_error",
                "not_configured",
                "This site has no model provider set up yet. Its owner can add one.",
            ),
            GiveUp::BadRequest => Self::invalid(
                "refused_by_model",
                None,
                "The model could not accept this request. Change it, or choose another model.",
            ),
            GiveUp::TooLarge => Self::new(
                413,
                "invalid_request_error",
                "input_too_long",
                "The conversation is too long for the model. Start a new chat, or shorten it.",
            ),
            GiveUp::OutOfTime => Self::new(
                504,
                "server_error",
                "out_of_time",
                "No model answered in time. Try again in a moment.",
            ),
            GiveUp::AllFailed => Self::new(
                502,
                "server_error",
                "all_providers_failed",
                "No model could answer just now. Try again in a moment.",
            ),
        };
        Self { retry_after_s: retry_after_s.filter(|_| refusal.status >= 500), ..refusal }
    }

    /// The stream broke after its first words.
    pub fn interrupted() -> Self {
        let message = "The answer was cut off. What has arrived is kept; ask to continue.";
        Self::new(502, "server_error", "interrupted", message)
    }

    /// The error body for this refusal.
    pub fn body(&self, request_id: &str, attempts: &[Attempt]) -> ErrorBody {
        ErrorBody {
            error: ApiError {
                message: self.message.clone(),
                kind: self.kind.to_owned(),
                code: Some(self.code.to_owned()),
                param: self.param.map(str::to_owned),
                everchat: Some(ErrorDetails {
                    request_id: request_id.to_owned(),
                    attempts: attempts.to_vec(),
                    retry_after_s: self.retry_after_s,
                }),
            },
        }
    }
}
