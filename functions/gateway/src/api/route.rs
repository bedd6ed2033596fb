//! The routes.

use super::refusal::Refusal;

/// What a request is for.
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
    Access(AccessAction),
    /// `OPTIONS` of the routes that pages of other sites may use, where the owner allows them.
    Preflight,
    /// `GET /api/_panic`, only with `TEST_ROUTES=on`: panics, so that a test can check that the site survives.
    Panic,
    /// `GET /api/_forget`, only with `TEST_ROUTES=on`: closes every circuit.
    Forget,
}

/// What is wanted of `/api/access`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessAction {
    /// `GET`: whether the site needs a code, and whether the caller has a pass.
    Status,
    /// `POST`: exchanges a code for a pass.
    SignIn,
    /// `DELETE`: gives the pass back.
    SignOut,
}

/// Finds the route of a request.
///
/// # Errors
/// There is no such path, or it has no such method.
pub fn find_route(method: &str, path: &str) -> Result<Route, Refusal> {
    let (route, allowed) = match (path.strip_suffix('/').unwrap_or(path), method) {
        ("/api/v1/chat/completions" | "/api/v1/models", "OPTIONS") => (Route::Preflight, "OPTIONS"),
        ("/api/v1/chat/completions", _) => (Route::Chat, "POST"),
        ("/api/v1/models", _) => (Route::Models, "GET"),
        ("/api/status", _) => (Route::Status, "GET"),
        ("/api/report", _) => (Route::Report, "GET"),
        ("/api/access", "POST") => (Route::Access(AccessAction::SignIn), "POST"),
        ("/api/access", "DELETE") => (Route::Access(AccessAction::SignOut), "DELETE"),
        ("/api/access", "GET" | "HEAD") => (Route::Access(AccessAction::Status), "GET"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_its_methods_and_the_refusal_names_the_right_one() {
        assert_eq!(find_route("POST", "/api/v1/chat/completions"), Ok(Route::Chat));
        assert_eq!(find_route("HEAD", "/api/status"), Ok(Route::Status));
        assert_eq!(find_route("GET", "/api/v1/models/"), Ok(Route::Models));
        let refusal = find_route("GET", "/api/v1/chat/completions").unwrap_err();
        assert_eq!((refusal.status, refusal.allow), (405, Some("POST")));
        assert_eq!(find_route("GET", "/api/v2/models").unwrap_err().status, 404);
        assert_eq!(find_route("DELETE", "/api/access"), Ok(Route::Access(AccessAction::SignOut)));
        assert_eq!(find_route("PUT", "/api/access").unwrap_err().allow, Some("GET, POST, DELETE"));
        assert_eq!(find_route("OPTIONS", "/api/v1/models"), Ok(Route::Preflight));
        assert_eq!(find_route("OPTIONS", "/api/report").unwrap_err().status, 405);
    }
}
