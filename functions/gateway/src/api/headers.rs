//! Headers of the API.

use wire::Attempt;

/// What a page of an allowed origin may send where its browser does not say what it wants to send.
const CORS_REQUEST_HEADERS: &str = "authorization, content-type, x-everchat-exclude, x-everchat-count-tokens";
/// The most bytes of header names that are read.
const MAX_REQUESTED_BYTES: usize = 4096;
/// What a page of an allowed origin may read of an answer's head (`Access-Control-Expose-Headers`).
pub const CORS_RESPONSE_HEADERS: &str = "x-request-id, x-everchat-provider, x-everchat-model, \
    x-everchat-attempts, x-everchat-ignored, x-everchat-idle-timeout-ms, retry-after, server-timing";

/// What a page of an allowed origin may send (`Access-Control-Allow-Headers`): whatever it asks for. Clients have headers
/// of their own, such as `x-stainless-*`, and none of them can do harm: browsers do not send this site's cookies along.
/// `requested` is `Access-Control-Request-Headers`.
pub fn cors_request_headers(requested: Option<&str>) -> String {
    let requested = requested.filter(|requested| requested.len() <= MAX_REQUESTED_BYTES);
    let Some(requested) = requested else { return CORS_REQUEST_HEADERS.to_owned() };
    let names: Vec<&str> = requested.split(',').map(str::trim).filter(|name| is_header_name(name)).collect();
    names.join(", ")
}

/// A token of RFC 9110, 5.6.2, of the characters that names of headers have in practice.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// The value of `server-timing`: one entry for each attempt, so that a browser's network panel shows them.
pub fn server_timing(attempts: &[Attempt]) -> String {
    let entry = |attempt: &Attempt| {
        format!("{};desc=\"{}\";dur={}", attempt.provider, attempt.outcome.as_str(), attempt.ms)
    };
    attempts.iter().map(entry).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Outcome, ProviderId};

    #[test]
    fn a_page_of_an_allowed_origin_may_send_the_headers_that_it_asks_for() {
        assert_eq!(
            cors_request_headers(Some("authorization,openai-beta, x-stainless-retry-count")),
            "authorization, openai-beta, x-stainless-retry-count"
        );
        assert_eq!(cors_request_headers(None), CORS_REQUEST_HEADERS);
        assert_eq!(cors_request_headers(Some("x a, *, x\r\ny,")), "");
        assert_eq!(cors_request_headers(Some(&"x".repeat(5000))), CORS_REQUEST_HEADERS);
    }

    #[test]
    fn server_timing_has_an_entry_for_each_attempt() {
        let attempt = |provider, outcome, ms| Attempt {
            provider,
            model: "m".to_owned(),
            outcome,
            status: Some(429),
            ms,
        };
        let attempts = [
            attempt(ProviderId::Gemini, Outcome::RateLimited, 7),
            attempt(ProviderId::Openai, Outcome::Served, 12),
        ];
        assert_eq!(
            server_timing(&attempts),
            "gemini;desc=\"rate_limited\";dur=7, openai;desc=\"served\";dur=12"
        );
    }
}
