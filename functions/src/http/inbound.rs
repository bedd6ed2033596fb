//! A visitor's request.

use crate::runtime::{
    js,
    messages::{self, RequestHead},
    stream_reader::StreamReader,
    tasks,
};
use gateway::{
    access::Caller,
    api::Refusal,
    limits::{network_name, visitor_name},
    secret::Secret,
    time::Millis,
};
use std::time::Duration;
use web_sys::{AbortSignal, Request};

/// A visitor's request.
pub(crate) struct InboundRequest {
    pub(crate) request_id: String,
    /// Host and port, as the visitor wrote them.
    pub(crate) host: String,
    /// Whether it came over TLS.
    is_secure: bool,
    pub(crate) path: String,
    /// Without its question mark.
    pub(crate) query: String,
    head: RequestHead,
    request: Request,
}

impl InboundRequest {
    pub(crate) fn new(request: Request) -> Self {
        let head = RequestHead::read(&request);
        let (scheme, rest) = head.url.split_once("://").unwrap_or_default();
        let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            request_id: js::random_uuid(),
            host: host.to_owned(),
            is_secure: scheme == "https",
            path: path.to_owned(),
            query: query.to_owned(),
            head,
            request,
        }
    }

    pub(crate) fn method(&self) -> &str {
        &self.head.method
    }

    /// A header. Its name is in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.header(name)
    }

    /// The site's own origin.
    pub(crate) fn origin(&self) -> String {
        format!("{}://{}", if self.is_secure { "https" } else { "http" }, self.host)
    }

    /// Who sends the request. Names in the counts are made with `salt`.
    pub(crate) fn caller(&self, salt: &Secret) -> Caller {
        let address = self.address();
        let header = |name| self.header(name).map(str::to_owned);
        Caller {
            host: self.host.clone(),
            is_secure: self.is_secure,
            origin: header("origin"),
            fetch_site: header("sec-fetch-site"),
            authorization: header("authorization"),
            cookie: header("cookie"),
            visitor: visitor_name(address, salt),
            network: network_name(address, salt),
        }
    }

    /// Whether the site's own page sends it, and not an API client. The browser says so, and no script can
    /// (<https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header>).
    pub(crate) fn is_from_page(&self) -> bool {
        self.header("sec-fetch-site") == Some("same-origin")
    }

    /// The visitor's address, as Cloudflare saw it; empty without Cloudflare.
    pub(crate) fn address(&self) -> &str {
        self.header("cf-connecting-ip").unwrap_or_default()
    }

    /// Fires when the visitor leaves while an answer streams. It may not fire while nothing is sent.
    pub(crate) fn left_signal(&self) -> AbortSignal {
        self.request.signal()
    }

    /// The data centre that runs this, such as `HKG`.
    pub(crate) fn colo(&self) -> Option<&str> {
        Some(self.head.colo.as_str()).filter(|colo| !colo.is_empty())
    }

    /// The body, refused as soon as it is known to be longer than `limit` bytes, and if it does not come in time.
    pub(crate) async fn body(&self, limit: usize, timeout_ms: Millis) -> Result<Vec<u8>, Refusal> {
        let length = self.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if length.is_some_and(|length| length > limit) {
            return Err(Refusal::body_too_large(limit));
        }
        let bytes = if length.is_some() {
            // A body is not longer than its `content-length`, so the runtime may read all of it at once.
            messages::read_body(&self.request, timeout_ms).await.unwrap_or_else(|_| Some(Vec::new()))
        } else {
            tasks::within(Duration::from_millis(timeout_ms), self.read_body(limit)).await.transpose()?
        };
        let bytes = bytes.ok_or_else(Refusal::body_timeout)?;
        if bytes.len() > limit { Err(Refusal::body_too_large(limit)) } else { Ok(bytes) }
    }

    async fn read_body(&self, limit: usize) -> Result<Vec<u8>, Refusal> {
        let mut body = Vec::new();
        let Some(mut reader) = self.request.body().as_ref().and_then(StreamReader::new) else {
            return Ok(body);
        };
        while let Ok(Some(bytes)) = reader.next().await {
            if body.len() + bytes.len() > limit {
                return Err(Refusal::body_too_large(limit));
            }
            body.extend_from_slice(&bytes);
        }
        Ok(body)
    }
}
