//! The HTTP API's rules: which route a request is for ([`route`]), who may call it ([`Caller`]), and how each
//! refusal is told ([`Refusal`]).

mod admit;
mod refusal;
mod wish;

pub use admit::{Caller, Entry, allowed_origin};
pub use refusal::Refusal;
pub use wish::{Format, Wish};

use wire::Attempt;

/// What a page of an allowed origin may send along (`Access-Control-Allow-Headers`). Browsers of its visitors do not
/// send this site's cookies with it.
pub const READABLE_REQUEST: &str = "authorization, content-type, x-everchat-exclude, x-everchat-count-tokens";
/// What it may read of an answer's head (`Access-Control-Expose-Headers`).
pub const READABLE_ANSWER: &str = "x-request-id, x-everchat-provider, x-everchat-model, x-everchat-attempts, \
    x-everchat-idle-timeout-ms, retry-after, server-timing";

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
    /// `/api/access`: whether the caller has a pass, getting one, giving it back.
    Access(Access),
    /// `OPTIONS` of what pages of other sites may use, where the owner lets them.
    Preflight,
    /// `GET /api/_panic`, only with `TEST_ROUTES=on`: to see a panic survived.
    Panic,
    /// `GET /api/_forget`, only with `TEST_ROUTES=on`: no provider rests any more.
    Forget,
}

/// What is wanted of `/api/access`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `GET`: does the site ask for a code, and has the caller a pass?
    Ask,
    /// `POST`: here is the code.
    Enter,
    /// `DELETE`: the pass is not wanted any more.
    Leave,
}

/// Finds the route of a request.
///
/// # Errors
/// No such path, or not with this method.
pub fn route(method: &str, path: &str) -> Result<Route, Refusal> {
    let (route, allowed) = match (path.strip_suffix('/').unwrap_or(path), method) {
        ("/api/v1/chat/completions" | "/api/v1/models", "OPTIONS") => (Route::Preflight, "OPTIONS"),
        ("/api/v1/chat/completions", _) => (Route::Chat, "POST"),
        ("/api/v1/models", _) => (Route::Models, "GET"),
        ("/api/status", _) => (Route::Status, "GET"),
        ("/api/report", _) => (Route::Report, "GET"),
        ("/api/access", "POST") => (Route::Access(Access::Enter), "POST"),
        ("/api/access", "DELETE") => (Route::Access(Access::Leave), "DELETE"),
        ("/api/access", "GET" | "HEAD") => (Route::Access(Access::Ask), "GET"),
        ("/api/access", _) => return Err(Refusal::method(method, "GET, POST, DELETE")),
        ("/api/_panic", _) => (Route::Panic, "GET"),
        ("/api/_forget", _) => (Route::Forget, "GET"),
        _ => return Err(Refusal::not_found()),
    };
    if method == allowed || (method == "HEAD" && allowed == "GET") {
        return Ok(route);
    }
    Err(Refusal::method(method, allowed))
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
