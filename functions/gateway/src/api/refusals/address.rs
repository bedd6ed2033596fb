//! Addresses where nothing is.

use crate::api::{error_type::ErrorType, refusal::Refusal};
use wire::ErrorCode;

/// What a client finds under the base address.
const ENDPOINTS: &str = "POST /api/v1/chat/completions, POST /api/v1/responses, GET /api/v1/models and \
                         GET /api/v1/models/{id}";

impl Refusal {
    /// There is nothing at this address.
    pub fn not_found() -> Self {
        Self::nothing_here("There is nothing at this address.")
    }

    /// OpenAI's API may have such a path; this site does not. `path` is what follows the base address.
    pub(in crate::api) fn no_such_endpoint(path: &str) -> Self {
        let instead = match path.split('/').nth(1) {
            Some("completions") => {
                "This site has chat completions: send messages in place of a prompt. It has"
            }
            Some("embeddings") => "This site makes no embeddings: ask another service for them. It has",
            Some("responses") => "This site keeps no responses: send the whole conversation as input. It has",
            Some("assistants" | "threads") => {
                "This site keeps no conversations: send all messages each time. It has"
            }
            _ => "There is nothing at this address. This site has",
        };
        Self::nothing_here(format!("{instead} {ENDPOINTS}."))
    }

    /// The base address that a client was given is not the API's. `origin` is the site's own.
    pub fn wrong_base(origin: &str) -> Self {
        let message = format!("The API is not at this address. Set the client's base URL to {origin}/api/v1");
        Self::nothing_here(message)
    }

    fn nothing_here(message: impl Into<String>) -> Self {
        Self::new(404, ErrorType::InvalidRequest, ErrorCode::NotFound, message)
    }

    /// The path has no such method.
    pub(in crate::api) fn method(method: &str, allowed: &'static str) -> Self {
        let shown: String = method.chars().take(20).collect();
        let message = format!("{shown} does not work here; use {allowed}.");
        let refusal = Self::new(405, ErrorType::InvalidRequest, ErrorCode::MethodNotAllowed, message);
        Self { allow: Some(allowed), ..refusal }
    }
}
