//! Turnstile's `siteverify`: each token of a widget is good once. Ours are good if they begin with `human`.

use crate::{reply::Reply, scenario::lock};
use serde_json::{Value, json};
use std::sync::Mutex;

#[derive(Debug, Default)]
pub(crate) struct Turnstile {
    used: Mutex<Vec<String>>,
}

impl Turnstile {
    /// <https://developers.cloudflare.com/turnstile/get-started/server-side-validation/#error-codes>
    pub(crate) fn verify(&self, body: &Value) -> Reply {
        let text = |name: &str| body[name].as_str().unwrap_or_default();
        let mut used = lock(&self.used);
        let code = match (text("secret"), text("response")) {
            ("", _) => "missing-input-secret",
            (secret, _) if secret.contains("invalid") => "invalid-input-secret",
            (_, "") => "missing-input-response",
            (_, token) if !token.starts_with("human") => "invalid-input-response",
            (_, token) if used.iter().any(|known| known == token) => "timeout-or-duplicate",
            (_, token) => {
                used.push(token.to_owned());
                let answer = json!({ "success": true, "error-codes": [], "hostname": "127.0.0.1", "action": "",
                    "challenge_ts": "2026-11-25T00:00:00.000Z", "cdata": "" });
                return Reply::json(200, &answer);
            }
        };
        Reply::json(200, &json!({ "success": false, "error-codes": [code], "messages": [] }))
    }
}
