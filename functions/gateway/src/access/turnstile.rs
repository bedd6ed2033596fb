//! Turnstile, Cloudflare's test for humans. Where the owner sets it up and no access code, visitors pass it once, on a
//! page of its own, and get a pass as for a code
//! (<https://developers.cloudflare.com/turnstile/get-started/server-side-validation/>).

use crate::{http::HttpRequest, secret::Secret, settings::TurnstileSettings};
use serde_json::{Value, json};

/// The errors that are the visitor's: no test, or one that is not valid any more.
const VISITORS_ERRORS: [&str; 3] =
    ["missing-input-response", "invalid-input-response", "timeout-or-duplicate"];

/// What came of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChallengeResult {
    /// The visitor is a human, as far as Turnstile can tell.
    Passed,
    /// The test was not passed, is too old, or was used before.
    NotPassed,
    /// The service does not answer, or does not know the owner's key.
    Unknown,
}

/// Asks whether a test was passed. `token` comes from the widget; `address` is the visitor's, or empty.
pub fn verification_request(turnstile: &TurnstileSettings, token: &str, address: &str) -> HttpRequest {
    let mut body = json!({ "secret": turnstile.secret_key.reveal(), "response": token });
    if !address.is_empty() {
        body["remoteip"] = address.into();
    }
    HttpRequest {
        url: format!("{}/siteverify", turnstile.base_url),
        headers: vec![("content-type", Secret::new("application/json"))],
        body: Some(body.to_string()),
    }
}

/// Reads the answer to [`verification_request`].
pub fn read_verification(answer: &[u8]) -> ChallengeResult {
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else { return ChallengeResult::Unknown };
    if answer["success"] == true {
        return ChallengeResult::Passed;
    }
    let errors = answer["error-codes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_visitors = |error: &Value| VISITORS_ERRORS.iter().any(|known| error == known);
    if !errors.is_empty() && errors.iter().all(is_visitors) {
        ChallengeResult::NotPassed
    } else {
        ChallengeResult::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_holds_the_secret_the_token_and_the_address() {
        let turnstile = TurnstileSettings {
            site_key: "site-key-0000".to_owned(),
            secret_key: Secret::new("test-secret-0000"),
            base_url: "https://challenges.cloudflare.com/turnstile/v0".to_owned(),
        };
        let request = verification_request(&turnstile, "t\"", "192.0.2.1");
        assert_eq!(request.url, "https://challenges.cloudflare.com/turnstile/v0/siteverify");
        let body = r#"{"remoteip":"192.0.2.1","response":"t\"","secret":"test-secret-0000"}"#;
        assert_eq!(request.body.as_deref(), Some(body));
        assert!(!verification_request(&turnstile, "t", "").body.unwrap().contains("remoteip"));
    }

    #[test]
    fn only_success_is_passed_and_only_the_visitors_own_errors_are_not_passed() {
        let result = |answer: &str| read_verification(answer.as_bytes());
        assert_eq!(result(r#"{"success":true,"error-codes":[]}"#), ChallengeResult::Passed);
        for code in ["invalid-input-response", "timeout-or-duplicate", "missing-input-response"] {
            let answer = format!(r#"{{"success":false,"error-codes":["{code}"]}}"#);
            assert_eq!(result(&answer), ChallengeResult::NotPassed);
        }
        for answer in [
            r#"{"success":false,"error-codes":["invalid-input-secret"]}"#,
            r#"{"success":false,"error-codes":["invalid-input-response","invalid-input-secret"]}"#,
            r#"{"success":"true"}"#,
            r#"{"success":false}"#,
            "<html>",
            "",
        ] {
            assert_eq!(result(answer), ChallengeResult::Unknown, "{answer}");
        }
    }
}
