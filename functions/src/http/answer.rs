//! The answer to a visitor.

use super::inbound::InboundRequest;
use crate::runtime::messages::respond;
use gateway::api::{CORS_RESPONSE_HEADERS, Refusal, server_timing};
use wasm_bindgen::JsValue;
use web_sys::{ReadableStream, Response};
use wire::{Attempt, Outcome, header};

/// The answer to a visitor.
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

enum Body {
    None,
    Text(String),
    Stream(ReadableStream),
}

impl Answer {
    fn new(status: u16, content_type: &str, body: Body) -> Self {
        let content_type = format!("{content_type}; charset=utf-8");
        Self { status, headers: vec![("content-type", content_type)], body }
    }

    pub(crate) fn json(status: u16, value: &impl serde::Serialize) -> Self {
        Self::json_text(status, serde_json::to_string(value).unwrap_or_default())
    }

    /// JSON that is already written.
    pub(crate) fn json_text(status: u16, text: String) -> Self {
        Self::new(status, "application/json", Body::Text(text))
    }

    pub(crate) fn empty() -> Self {
        Self { status: 204, headers: Vec::new(), body: Body::None }
    }

    pub(crate) fn text(content_type: &str, text: String) -> Self {
        Self::new(200, content_type, Body::Text(text))
    }

    pub(crate) fn event_stream(stream: ReadableStream) -> Self {
        Self::new(200, "text/event-stream", Body::Stream(stream))
    }

    pub(crate) fn refusal(refusal: &Refusal, request_id: &str, attempts: &[Attempt]) -> Self {
        let mut answer = Self::json(refusal.status, &refusal.body(request_id, attempts));
        answer.headers.extend(refusal.allow.map(|allow| ("allow", allow.to_owned())));
        answer.headers.extend(refusal.retry_after_s.map(|s| ("retry-after", s.to_string())));
        answer
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn cookie(self, cookie: String) -> Self {
        self.header("set-cookie", cookie)
    }

    /// Lets a page of an allowed origin read the answer (CORS).
    pub(crate) fn for_origin(self, origin: &str) -> Self {
        self.header("access-control-allow-origin", origin)
            .header("access-control-expose-headers", CORS_RESPONSE_HEADERS)
            .header("cross-origin-resource-policy", "cross-origin")
            .header("vary", "origin")
    }

    /// Adds every attempt and, if one served, its provider and model.
    pub(crate) fn attempts(mut self, attempts: &[Attempt]) -> Self {
        if let Some(served) = attempts.last().filter(|last| last.outcome == Outcome::Served) {
            let model = served.model.chars().filter(char::is_ascii_graphic).collect::<String>();
            self = self.header(header::PROVIDER, served.provider.as_str()).header(header::MODEL, model);
        }
        if !attempts.is_empty() {
            self = self.header("server-timing", server_timing(attempts));
        }
        self.header(header::ATTEMPTS, wire::attempts_to_header(attempts))
    }

    /// Names the fields of the request that the provider was asked without, if any.
    pub(crate) fn ignored(self, fields: &str) -> Self {
        if fields.is_empty() { self } else { self.header(header::IGNORED, fields) }
    }

    pub(crate) fn into_response(self, inbound: &InboundRequest) -> Result<Response, JsValue> {
        let headers = self.response_headers(&inbound.request_id);
        match &self.body {
            _ if inbound.method() == "HEAD" => respond(&JsValue::NULL, self.status, &headers),
            Body::None => respond(&JsValue::NULL, self.status, &headers),
            Body::Text(text) => respond(&text.into(), self.status, &headers),
            Body::Stream(stream) => respond(stream, self.status, &headers),
        }
    }

    /// The headers of every answer, and this answer's own, which replace those.
    fn response_headers<'a>(&'a self, request_id: &'a str) -> Vec<(&'a str, &'a str)> {
        let mut list = vec![
            // No cache may store an answer, and no proxy may collect a stream to compress it.
            ("cache-control", "no-store, no-transform"),
            ("x-content-type-options", "nosniff"),
            // An answer is no page: it must not be indexed, run or framed.
            ("x-robots-tag", "noindex"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("cross-origin-resource-policy", "same-origin"),
            (header::REQUEST_ID, request_id),
            (header::ATTEMPTS, "[]"),
        ];
        list.extend(self.headers.iter().map(|(name, value)| (*name, value.as_str())));
        list
    }
}
