//! HTTP as data: what is sent to an upstream, and what the head of its answer says.

use crate::secret::Secret;

/// A POST of JSON, or a GET. It holds credentials, so it cannot be printed.
pub struct HttpRequest {
    /// The address.
    pub url: String,
    /// Names and values. Every value is treated as a secret.
    pub headers: Vec<(&'static str, Secret)>,
    /// JSON. Without a body the request is a GET.
    pub body: Option<String>,
}

impl HttpRequest {
    /// `GET` or `POST`.
    pub const fn method(&self) -> &'static str {
        if self.body.is_some() { "POST" } else { "GET" }
    }
}

/// The value of `Authorization` for a token.
pub fn bearer(token: &Secret) -> Secret {
    Secret::new(format!("Bearer {}", token.reveal()))
}

/// The head of an upstream's answer: the part of it that is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseHead {
    /// HTTP status.
    pub status: u16,
    /// `content-type`, as sent.
    pub content_type: Option<String>,
    /// `retry-after`, as sent.
    pub retry_after: Option<String>,
}

impl ResponseHead {
    /// Whether the content type is `media_type`, whatever its parameters.
    pub fn is(&self, media_type: &str) -> bool {
        is_media_type(self.content_type.as_deref(), media_type)
    }
}

/// Whether a `content-type` is `media_type`, without regard to case and parameters.
pub fn is_media_type(content_type: Option<&str>, media_type: &str) -> bool {
    let sent = content_type.and_then(|value| value.split(';').next());
    sent.is_some_and(|sent| sent.trim().eq_ignore_ascii_case(media_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_is_compared_without_case_and_parameters() {
        assert!(is_media_type(Some("Application/JSON; charset=utf-8"), "application/json"));
        assert!(!is_media_type(Some("application/jsonp"), "application/json"));
        assert!(!is_media_type(None, "application/json"));
    }
}
