//! Turnstile, Cloudflare's test for humans: where the owner sets it up and no access code, visitors pass it once, on a
//! page of its own, and get a pass as for a code
//! (<https://developers.cloudflare.com/turnstile/get-started/server-side-validation/>).

use crate::{providers::HttpRequest, secret::Secret};
use serde_json::json;
use wire::json::Value;

/// A widget of the owner's.
#[derive(Clone, Debug)]
pub struct Turnstile {
    /// `TURNSTILE_SITE_KEY`: public.
    pub site_key: String,
    /// `TURNSTILE_SECRET_KEY`.
    pub secret_key: Secret,
    /// `TURNSTILE_BASE_URL`, without a slash at the end.
    pub base_url: String,
}

/// What came of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A human, as far as can be told.
    Human,
    /// Not passed, too long ago, or used before.
    NotPassed,
    /// It could not be found out: the service does not answer, or does not know the owner's key.
    Unknown,
}

impl Turnstile {
    /// Asks whether a test was passed; `token` is what the widget gave.
    pub fn request(&self, token: &str, address: &str) -> HttpRequest {
        let mut body = json!({ "secret": self.secret_key.reveal(), "response": token });
        if !address.is_empty() {
            body["remoteip"] = address.into();
        }
        HttpRequest {
            url: format!("{}/siteverify", self.base_url),
            headers: vec![("content-type", Secret::new("application/json"))],
            body: Some(body.to_string()),
        }
    }

    /// What the answer says.
    pub fn outcome(answer: &[u8]) -> Outcome {
        let Some(answer) = std::str::from_utf8(answer).ok().and_then(Value::read) else {
            return Outcome::Unknown;
        };
        if answer["success"] == true {
            return Outcome::Human;
        }
        let is_visitors = |code: &Value| {
            let theirs = ["missing-input-response", "invalid-input-response", "timeout-or-duplicate"];
            theirs.iter().any(|known| *code == *known)
        };
        let codes = answer["error-codes"].items();
        if !codes.is_empty() && codes.iter().all(is_visitors) { Outcome::NotPassed } else { Outcome::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_and_the_visitors_token_are_asked_about() {
        let turnstile = Turnstile {
            site_key: "site-key-0000".to_owned(),
            secret_key: Secret::new("test-secret-0000"),
            base_url: "https://challenges.cloudflare.com/turnstile/v0".to_owned(),
        };
        let request = turnstile.request("t\"", "192.0.2.1");
        assert_eq!(request.url, "https://challenges.cloudflare.com/turnstile/v0/siteverify");
        let body = r#"{"remoteip":"192.0.2.1","response":"t\"","secret":"test-secret-0000"}"#;
        assert_eq!(request.body.as_deref(), Some(body));
        assert!(!turnstile.request("t", "").body.unwrap().contains("remoteip"));
    }

    #[test]
    fn only_success_is_a_human_and_only_the_visitors_own_faults_are_the_visitors() {
        let outcome = |answer: &str| Turnstile::outcome(answer.as_bytes());
        assert_eq!(outcome(r#"{"success":true,"error-codes":[]}"#), Outcome::Human);
        for code in ["invalid-input-response", "timeout-or-duplicate", "missing-input-response"] {
            assert_eq!(
                outcome(&format!(r#"{{"success":false,"error-codes":["{code}"]}}"#)),
                Outcome::NotPassed
            );
        }
        for answer in [
            r#"{"success":false,"error-codes":["invalid-input-secret"]}"#,
            r#"{"success":false,"error-codes":["invalid-input-response","invalid-input-secret"]}"#,
            r#"{"success":"true"}"#,
            r#"{"success":false}"#,
            "<html>",
            "",
        ] {
            assert_eq!(outcome(answer), Outcome::Unknown, "{answer}");
        }
    }
}
