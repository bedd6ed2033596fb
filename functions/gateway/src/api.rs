//! The HTTP API's rules: which route a request is for, who may call it, and how each refusal is
//! told. A refusal's message is for the visitor: what happened, and what to do. It never carries a
//! provider's text.

mod owner;

pub use owner::{Format, Wish, admit_owner};

use crate::{
    engine::GiveUp,
    settings::{SettingError, Settings},
};
use wire::{ApiError, Attempt, ErrorBody, ErrorDetails};

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// `POST /api/v1/chat/completions`
    Chat,
    /// `GET /api/v1/models`
    Models,
    /// `GET /api/status`
    Status,
    /// `GET /api/report`
    Report,
    /// `GET /api/_panic`, only with `TEST_ROUTES=on`: to see a panic survived.
    Panic,
    /// `GET /api/_forget`, only with `TEST_ROUTES=on`: no provider rests any more.
    Forget,
}

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

/// Finds the route of a request.
///
/// # Errors
/// No such path, or not with this method.
pub fn route(method: &str, path: &str) -> Result<Route, Refusal> {
    let (route, allowed) = match path.strip_suffix('/').unwrap_or(path) {
        "/api/v1/chat/completions" => (Route::Chat, "POST"),
        "/api/v1/models" => (Route::Models, "GET"),
        "/api/status" => (Route::Status, "GET"),
        "/api/report" => (Route::Report, "GET"),
        "/api/_panic" => (Route::Panic, "GET"),
        "/api/_forget" => (Route::Forget, "GET"),
        _ => return Err(Refusal::not_found()),
    };
    if method == allowed || (method == "HEAD" && allowed == "GET") {
        return Ok(route);
    }
    Err(Refusal::method(method, allowed))
}

/// Decides whether the caller may use a route that spends money. A page of another site may not; a
/// client without `Origin` is an API client and may, under the same code.
///
/// # Errors
/// A foreign origin, or a wrong or missing access code.
pub fn admit(
    settings: &Settings,
    own_host: &str,
    origin: Option<&str>,
    authorization: Option<&str>,
) -> Result<(), Refusal> {
    let host_of = |origin: &str| origin.split_once("://").map(|(_, host)| host.to_owned());
    if origin.is_some_and(|origin| host_of(origin).as_deref() != Some(own_host)) {
        return Err(Refusal::origin());
    }
    let Some(code) = &settings.access_code else { return Ok(()) };
    if code.matches(bearer(authorization)) { Ok(()) } else { Err(Refusal::access_code()) }
}

/// The code in an `Authorization` header; empty if there is none.
fn bearer(authorization: Option<&str>) -> &str {
    authorization.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default().trim()
}

impl Refusal {
    fn new(status: u16, kind: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, kind, code, param: None, message, retry_after_s: None, allow: None }
    }

    fn invalid(code: &'static str, param: Option<&'static str>, message: impl Into<String>) -> Self {
        Self { param, ..Self::new(400, "invalid_request_error", code, message) }
    }

    pub(crate) fn content_type() -> Self {
        Self::invalid(
            "invalid_content_type",
            None,
            "Send the request as JSON: content-type: application/json.",
        )
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

    /// No such address.
    pub fn not_found() -> Self {
        Self::new(404, "invalid_request_error", "not_found", "There is nothing at this address.")
    }

    fn method(method: &str, allowed: &'static str) -> Self {
        let shown: String = method.chars().take(20).collect();
        let message = format!("{shown} does not work here; use {allowed}.");
        let refusal = Self::new(405, "invalid_request_error", "method_not_allowed", message);
        Self { allow: Some(allowed), ..refusal }
    }

    fn origin() -> Self {
        Self::new(
            403,
            "permission_error",
            "origin_refused",
            "Other sites may not use this one from a browser.",
        )
    }

    fn access_code() -> Self {
        let message = "This site asks for an access code: send it as Authorization: Bearer <code>.";
        Self::new(401, "authentication_error", "access_code_required", message)
    }

    fn admin_code() -> Self {
        let message = "The report is for the owner: send ADMIN_CODE as Authorization: Bearer <code>.";
        Self::new(401, "authentication_error", "admin_code_required", message)
    }

    fn too_many_tries(wait_s: u32) -> Self {
        let message = format!("Too many wrong codes. Try again in {wait_s} seconds.");
        let refusal = Self::new(429, "rate_limit_error", "too_many_tries", message);
        Self { retry_after_s: Some(wait_s), ..refusal }
    }

    fn unknown_choice(param: &'static str, choices: &str) -> Self {
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

/// `server-timing`: one entry an attempt, so that a browser's network panel shows them.
pub fn server_timing(attempts: &[Attempt]) -> String {
    let entry = |attempt: &Attempt| {
        let outcome = serde_json::to_string(&attempt.outcome).unwrap_or_default();
        format!("{};desc={outcome};dur={}", attempt.provider, attempt.ms)
    };
    attempts.iter().map(entry).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
