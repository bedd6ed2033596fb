//! The routes.

use super::refusal::Refusal;
use percent_encoding::percent_decode_str;

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `POST /api/v1/chat/completions`
    Chat,
    /// `POST /api/v1/responses`
    Responses,
    /// `GET /api/v1/models`
    Models,
    /// `GET /api/v1/models/{id}`: the model's id.
    Model(String),
    /// `GET /api/status`
    Status,
    /// `GET /api/report`
    Report,
    /// `GET /api/traffic`
    Traffic,
    /// `GET /api/requests`
    Requests,
    /// `GET /api/metrics`
    Metrics,
    /// `GET /api/gateway`
    GatewayLog,
    /// `/api/access`: whether the caller has a pass, getting one, giving it back.
    Access(AccessAction),
    /// `OPTIONS` of the routes that pages of other sites may use, where the owner allows them.
    Preflight,
    /// Everything under `/v1` or directly under `/api`: the base address of a client that lacks `/api/v1`.
    WrongBase,
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

/// Where clients find the API.
const BASE_PATH: &str = "/api/v1";

/// Finds the route of a request.
///
/// # Errors
/// There is no such path, or it has no such method.
pub fn find_route(method: &str, path: &str) -> Result<Route, Refusal> {
    let path = path.strip_suffix('/').unwrap_or(path);
    if let Some(path) = path.strip_prefix(BASE_PATH).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        return find_openai_route(method, path);
    }
    let (route, allowed) = match (path, method) {
        ("/api/status", _) => (Route::Status, "GET"),
        ("/api/report", _) => (Route::Report, "GET"),
        ("/api/traffic", _) => (Route::Traffic, "GET"),
        ("/api/requests", _) => (Route::Requests, "GET"),
        ("/api/metrics", _) => (Route::Metrics, "GET"),
        ("/api/gateway", _) => (Route::GatewayLog, "GET"),
        ("/api/access", "POST") => (Route::Access(AccessAction::SignIn), "POST"),
        ("/api/access", "DELETE") => (Route::Access(AccessAction::SignOut), "DELETE"),
        ("/api/access", "GET" | "HEAD") => (Route::Access(AccessAction::Status), "GET"),
        ("/api/access", _) => return Err(Refusal::method(method, "GET, POST, DELETE")),
        ("/api/_panic", _) => (Route::Panic, "GET"),
        ("/api/_forget", _) => (Route::Forget, "GET"),
        _ if has_wrong_base(path) => return Ok(Route::WrongBase),
        _ => return Err(Refusal::not_found()),
    };
    check_method(method, route, allowed)
}

/// Finds the route of a path below [`BASE_PATH`].
fn find_openai_route(method: &str, path: &str) -> Result<Route, Refusal> {
    let (route, allowed) = match path {
        "/chat/completions" => (Route::Chat, "POST"),
        "/responses" => (Route::Responses, "POST"),
        "/models" => (Route::Models, "GET"),
        _ => match path.strip_prefix("/models/") {
            Some(id) => (Route::Model(percent_decode_str(id).decode_utf8_lossy().into_owned()), "GET"),
            None if has_wrong_base(path) => return Ok(Route::WrongBase),
            None => return Err(Refusal::no_such_endpoint(path)),
        },
    };
    if method == "OPTIONS" { Ok(Route::Preflight) } else { check_method(method, route, allowed) }
}

/// Whether a path is one of the API's behind a wrong base address, such as `/v1` or, doubled, `/api/v1/v1`.
fn has_wrong_base(path: &str) -> bool {
    let endpoint = ["/api/v1", "/v1", "/api"].iter().find_map(|base| path.strip_prefix(base)).unwrap_or(path);
    path == "/v1"
        || path.starts_with("/v1/")
        || matches!(endpoint, "/chat/completions" | "/responses" | "/models" | "/completions" | "/embeddings")
            && endpoint != path
}

fn check_method(method: &str, route: Route, allowed: &'static str) -> Result<Route, Refusal> {
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
        assert_eq!(find_route("POST", "/api/v1/responses"), Ok(Route::Responses));
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

    #[test]
    fn the_id_of_a_model_may_be_encoded_or_not() {
        let model = Ok(Route::Model("workers-ai/@cf/m".to_owned()));
        assert_eq!(find_route("GET", "/api/v1/models/workers-ai/@cf/m"), model);
        assert_eq!(find_route("GET", "/api/v1/models/workers-ai%2F%40cf%2Fm"), model);
        assert_eq!(find_route("DELETE", "/api/v1/models/m").unwrap_err().status, 405);
    }

    #[test]
    fn a_wrong_base_address_is_told_from_an_endpoint_that_this_site_lacks() {
        for path in [
            "/v1",
            "/v1/models",
            "/v1/x",
            "/api/chat/completions",
            "/api/v1/v1/chat/completions",
            "/api/models",
        ] {
            assert_eq!(find_route("POST", path), Ok(Route::WrongBase), "{path}");
        }
        for path in ["/api/v1/completions", "/api/v1/embeddings", "/api/v1/files", "/api/v1"] {
            let refusal = find_route("POST", path).unwrap_err();
            assert_eq!(refusal.status, 404, "{path}");
            assert!(refusal.message.contains("/api/v1/chat/completions"), "{}", refusal.message);
        }
        assert_eq!(find_route("GET", "/api/x").unwrap_err(), Refusal::not_found());
    }
}
