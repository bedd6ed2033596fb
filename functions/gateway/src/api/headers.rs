//! Headers of the API.

use wire::Attempt;

/// What a page of an allowed origin may send (`Access-Control-Allow-Headers`). Browsers do not send this site's cookies
/// with it.
pub const CORS_REQUEST_HEADERS: &str =
    "authorization, content-type, x-everchat-exclude, x-everchat-count-tokens";
/// What a page of an allowed origin may read of an answer's head (`Access-Control-Expose-Headers`).
pub const CORS_RESPONSE_HEADERS: &str = "x-request-id, x-everchat-provider, x-everchat-model, \
    x-everchat-attempts, x-everchat-ignored, x-everchat-idle-timeout-ms, retry-after, server-timing";

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
