//! What an error body says, whichever provider wrote it: Cloudflare's envelope with `errors` or `error` as a list,
//! `AiGatewayError` with `internalCode`, OpenAI's `error` as an object or a text, and Google's error, bare or in an
//! array of one.

use super::request_fault::RequestFault;
use serde_json::Value;

/// The facts of an error body. Its texts are for telling errors apart; they are never shown to a visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Whether the body is an error body at all.
    pub is_error: bool,
    /// Numeric codes, in order.
    pub codes: Vec<i64>,
    /// Statuses, types, codes and reasons that are words, in lower case.
    pub words: Vec<String>,
    /// All messages, in lower case, a line each.
    pub message: String,
    /// Google's `RetryInfo.retryDelay` in whole seconds, rounded up.
    pub retry_delay_s: Option<u32>,
    /// Google's `QuotaFailure` says that the quota is zero, or that the day's is exhausted.
    pub is_quota_exhausted: bool,
    /// Google's `QuotaFailure` says that the quota is zero: there never was any.
    pub is_quota_zero: bool,
    /// What the body says is wrong with the request.
    pub fault: RequestFault,
}

impl ErrorFacts {
    /// Reads a body. A body that is not JSON has no facts.
    pub fn read(body: &[u8]) -> Self {
        let mut facts = Self::default();
        if let Ok(value) = serde_json::from_slice::<Value>(body) {
            facts.read_body(&value);
            facts.fault.read_message(&facts.message);
        }
        facts
    }

    /// Whether one of the words is `word`.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    fn read_body(&mut self, value: &Value) {
        match value {
            Value::Array(items) => {
                if let Some(first) = items.first() {
                    self.read_body(first);
                }
            }
            Value::Object(fields) => {
                for name in ["error", "errors"] {
                    match fields.get(name) {
                        Some(Value::Array(errors)) => errors.iter().for_each(|error| self.read_error(error)),
                        Some(Value::Null) | None => {}
                        Some(error) => self.read_error(error),
                    }
                }
                if fields.contains_key("internalCode") {
                    self.read_error(value);
                }
                self.read_validation(fields.get("detail").or_else(|| fields.get("message")?.get("detail")));
                if fields.get("success") == Some(&Value::Bool(false)) {
                    self.is_error = true;
                }
            }
            _ => {}
        }
    }

    fn read_error(&mut self, error: &Value) {
        self.is_error = true;
        self.fault.read_error(error);
        if let Value::String(text) = error {
            self.add_message(text);
        }
        for name in ["code", "internalCode", "internal_code"] {
            match error.get(name) {
                Some(Value::Number(code)) => self.codes.extend(code.as_i64()),
                Some(Value::String(code)) => match code.parse() {
                    Ok(code) => self.codes.push(code),
                    Err(_) => self.words.push(code.to_ascii_lowercase()),
                },
                _ => {}
            }
        }
        for name in ["status", "type", "reason"] {
            if let Some(word) = error.get(name).and_then(Value::as_str) {
                self.words.push(word.to_ascii_lowercase());
            }
        }
        if let Some(text) = error.get("message").and_then(Value::as_str) {
            self.add_message(text);
        }
        // OpenRouter wraps the error of the service behind it, as a text.
        if let Some(raw) = error["metadata"]["raw"].as_str() {
            let wrapped = Self::read(raw.as_bytes());
            self.codes.extend(wrapped.codes);
            self.words.extend(wrapped.words);
            self.message.push_str(&wrapped.message);
        }
        for detail in error.get("details").and_then(Value::as_array).into_iter().flatten() {
            self.read_detail(detail);
        }
    }

    /// FastAPI's list of validation errors, which many services answer 422 with:
    /// <https://fastapi.tiangolo.com/tutorial/handling-errors/>. Mistral puts it into `message`.
    fn read_validation(&mut self, details: Option<&Value>) {
        for detail in details.and_then(Value::as_array).into_iter().flatten() {
            self.is_error = true;
            self.fault.read_validation(detail);
            if let Some(text) = detail.get("msg").and_then(Value::as_str) {
                self.add_message(text);
            }
        }
    }

    fn add_message(&mut self, text: &str) {
        self.message.push_str(&text.to_ascii_lowercase());
        self.message.push('\n');
    }

    /// One of Google's `details`: `ErrorInfo`, `RetryInfo` or `QuotaFailure`.
    fn read_detail(&mut self, detail: &Value) {
        if let Some(reason) = detail.get("reason").and_then(Value::as_str) {
            self.words.push(reason.to_ascii_lowercase());
        }
        if let Some(delay) = detail.get("retryDelay").and_then(Value::as_str) {
            self.retry_delay_s = whole_seconds(delay);
        }
        for violation in detail.get("violations").and_then(Value::as_array).into_iter().flatten() {
            let is_zero = match violation.get("quotaValue") {
                Some(Value::String(value)) => value == "0",
                Some(Value::Number(value)) => value.as_i64() == Some(0),
                _ => false,
            };
            let id = violation.get("quotaId").and_then(Value::as_str).unwrap_or_default();
            self.is_quota_zero |= is_zero;
            self.is_quota_exhausted |= is_zero || id.contains("PerDay");
        }
    }
}

/// Google's `Duration` in JSON, such as `40.2s`, in whole seconds, rounded up
/// (<https://protobuf.dev/reference/protobuf/google.protobuf/#duration>).
fn whole_seconds(duration: &str) -> Option<u32> {
    let (whole, fraction) =
        duration.trim_end_matches('s').split_once('.').unwrap_or((duration.trim_end_matches('s'), ""));
    let is_more = fraction.bytes().any(|digit| digit != b'0');
    whole.parse::<u32>().ok()?.checked_add(is_more.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_from_every_shape_of_error() {
        for body in [
            r#"{"success":false,"errors":[{"code":2001,"message":"m"}],"result":null}"#,
            r#"{"success":false,"error":[{"code":2001,"message":"m"}],"result":[]}"#,
            r#"{"name":"AiGatewayError","internalCode":2001,"message":"m"}"#,
            r#"{"error":{"code":"2001","message":"m"}}"#,
            r#"[{"error":{"code":2001,"message":"m","status":"X"}}]"#,
        ] {
            let facts = ErrorFacts::read(body.as_bytes());
            assert!(facts.is_error, "{body}");
            assert_eq!(facts.codes, [2001], "{body}");
        }
    }

    #[test]
    fn answers_and_pages_are_not_errors() {
        for body in
            ["", "<html>", "[]", "{}", r#"{"choices":[],"error":null}"#, r#"{"success":true,"errors":[]}"#]
        {
            assert!(!ErrorFacts::read(body.as_bytes()).is_error, "{body}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_request_is_read_from_every_shape() {
        for (body, param, code) in [
            (
                r#"{"error":{"message":"m","param":"seed","code":"unknown_parameter"}}"#,
                "seed",
                "unknown_parameter",
            ),
            (
                r#"[{"error":{"code":400,"status":"INVALID_ARGUMENT","details":[{"fieldViolations":[{"field":"contents[0].parts"}]}]}}]"#,
                "contents[0].parts",
                "",
            ),
            (
                r#"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"m"}]}"#,
                "seed",
                "extra_forbidden",
            ),
            (
                r#"{"object":"error","message":{"detail":[{"type":"missing","loc":["body","messages",0,"content"]}]}}"#,
                "messages[0].content",
                "missing",
            ),
            (r#"{"error":{"message":"m","param":"test-token-0000","code":"Bad key"}}"#, "", ""),
        ] {
            let facts = ErrorFacts::read(body.as_bytes());
            assert!(facts.is_error, "{body}");
            assert_eq!(facts.fault.param.as_deref().unwrap_or_default(), param, "{body}");
            assert_eq!(facts.fault.code.as_deref().unwrap_or_default(), code, "{body}");
        }
    }

    #[test]
    fn an_error_that_openrouter_wraps_is_read_too() {
        let raw = r#"{"error":{"code":400,"message":"M","status":"FAILED_PRECONDITION"}}"#;
        let body = serde_json::json!({ "error": { "message": "Provider returned error", "metadata": { "raw": raw } } });
        let facts = ErrorFacts::read(body.to_string().as_bytes());
        assert!(facts.has_word("failed_precondition") && facts.message.ends_with("m\n"), "{facts:?}");
    }

    #[test]
    fn googles_details_are_read() {
        let body = r#"[{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota","details":[
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaValue":"0"}]},
            {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"40.2s"}]}}]"#;
        let facts = ErrorFacts::read(body.as_bytes());
        assert_eq!(facts.retry_delay_s, Some(41));
        assert!(facts.is_quota_exhausted && facts.is_quota_zero && facts.has_word("resource_exhausted"));
    }
}
