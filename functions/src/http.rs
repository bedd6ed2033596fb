//! HTTP in and out, in the runtime's own types.

use crate::js;
use gateway::{
    api::{Caller, READABLE_ANSWER, Refusal, server_timing},
    client::visitor,
    secret::Secret,
};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Headers, ReadableStream, ReadableStreamDefaultReader, Request, Response, ResponseInit,
};
use wire::{Attempt, header};

const SET_COOKIE: &str = "set-cookie";

/// A visitor's request.
pub(crate) struct Inbound {
    pub(crate) request_id: String,
    pub(crate) method: String,
    /// Host and port, as the visitor wrote them.
    pub(crate) host: String,
    /// Over TLS.
    is_secure: bool,
    pub(crate) path: String,
    /// Without its question mark.
    pub(crate) query: String,
    request: Request,
}

impl Inbound {
    pub(crate) fn new(request: Request) -> Self {
        let url = request.url();
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            request_id: js::random_uuid(),
            method: request.method(),
            host: host.to_owned(),
            is_secure: scheme == "https",
            path: path.to_owned(),
            query: query.to_owned(),
            request,
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// Who asks; `salt` makes the name for the counts.
    pub(crate) fn caller(&self, salt: &Secret) -> Caller {
        Caller {
            host: self.host.clone(),
            is_secure: self.is_secure,
            origin: self.header("origin"),
            fetch_site: self.header("sec-fetch-site"),
            authorization: self.header("authorization"),
            cookie: self.header("cookie"),
            visitor: visitor(&self.address(), salt),
        }
    }

    /// The visitor's address, as Cloudflare saw it; empty where nobody says.
    pub(crate) fn address(&self) -> String {
        self.header("cf-connecting-ip").unwrap_or_default()
    }

    /// Tells that the visitor has left, while words flow; in silence it may not.
    pub(crate) fn left(&self) -> AbortSignal {
        self.request.signal()
    }

    /// The data centre that runs this, such as `HKG`.
    pub(crate) fn colo(&self) -> Option<String> {
        let cf = js_sys::Reflect::get(&self.request, &"cf".into()).ok()?;
        js_sys::Reflect::get(&cf, &"colo".into()).ok()?.as_string()
    }

    /// The body, refused as soon as it is known to be longer than `limit` bytes.
    pub(crate) async fn body(&self, limit: usize) -> Result<Vec<u8>, Refusal> {
        let told = self.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if told.is_some_and(|told| told > limit) {
            return Err(Refusal::body_too_large(limit));
        }
        let mut body = Vec::with_capacity(told.unwrap_or_default());
        let Some(mut reader) = self.request.body().as_ref().and_then(Reader::new) else { return Ok(body) };
        while let Ok(Some(bytes)) = reader.next().await {
            if body.len() + bytes.len() > limit {
                return Err(Refusal::body_too_large(limit));
            }
            body.extend_from_slice(&bytes);
        }
        Ok(body)
    }
}

/// Reads a stream piece by piece. Dropped, it closes the stream; released, it leaves the rest of it.
pub(crate) struct Reader(Option<ReadableStreamDefaultReader>);

impl Reader {
    pub(crate) fn new(stream: &ReadableStream) -> Option<Self> {
        stream.get_reader().dyn_into().ok().map(|reader| Self(Some(reader)))
    }

    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reader) = &self.0 else { return Ok(None) };
        let result = JsFuture::from(reader.read()).await?;
        let value = js_sys::Reflect::get(&result, &"value".into())?;
        Ok(value.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec()))
    }

    /// Gives the rest of the stream to somebody else.
    pub(crate) fn release(mut self) {
        if let Some(reader) = self.0.take() {
            reader.release_lock();
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(reader) = self.0.take() {
            // It fails where the stream has broken by itself.
            spawn_local(async move { drop(JsFuture::from(reader.cancel()).await) });
        }
    }
}

/// What goes back to the visitor.
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
    pub(crate) fn json(status: u16, value: &impl serde::Serialize) -> Self {
        let text = serde_json::to_string(value).unwrap_or_default();
        Self::text(status, text)
    }

    /// JSON that is already written.
    pub(crate) fn text(status: u16, text: String) -> Self {
        let headers = vec![("content-type", "application/json; charset=utf-8".to_owned())];
        Self { status, headers, body: Body::Text(text) }
    }

    pub(crate) fn empty() -> Self {
        Self { status: 204, headers: Vec::new(), body: Body::None }
    }

    pub(crate) fn markdown(text: String) -> Self {
        let headers = vec![("content-type", "text/markdown; charset=utf-8".to_owned())];
        Self { status: 200, headers, body: Body::Text(text) }
    }

    pub(crate) fn event_stream(stream: ReadableStream) -> Self {
        let headers = vec![("content-type", "text/event-stream; charset=utf-8".to_owned())];
        Self { status: 200, headers, body: Body::Stream(stream) }
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
        self.header(SET_COOKIE, cookie)
    }

    /// Lets the page of an allowed origin read the answer, as CORS wants it said.
    pub(crate) fn for_origin(self, origin: &str) -> Self {
        self.header("access-control-allow-origin", origin)
            .header("access-control-expose-headers", READABLE_ANSWER)
            .header("cross-origin-resource-policy", "cross-origin")
            .header("vary", "origin")
    }

    /// Says who was asked and, if one served, who.
    pub(crate) fn attempts(mut self, attempts: &[Attempt]) -> Self {
        if let Some(served) = attempts.last().filter(|last| last.outcome == wire::Outcome::Served) {
            let model = served.model.chars().filter(char::is_ascii_graphic).collect::<String>();
            self = self.header(header::PROVIDER, served.provider.as_str()).header(header::MODEL, model);
        }
        if !attempts.is_empty() {
            self = self.header("server-timing", server_timing(attempts));
        }
        self.header(header::ATTEMPTS, wire::attempts_to_header(attempts))
    }

    pub(crate) fn into_response(self, inbound: &Inbound) -> Result<Response, JsValue> {
        let headers = Headers::new()?;
        // No cache may keep an answer, and no proxy may collect a stream to compress it.
        headers.set("cache-control", "no-store, no-transform")?;
        headers.set("x-content-type-options", "nosniff")?;
        // Answers are no pages: not for a list of links, not to be run or framed where one is opened by itself.
        headers.set("x-robots-tag", "noindex")?;
        headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'")?;
        headers.set("cross-origin-resource-policy", "same-origin")?;
        headers.set(header::REQUEST_ID, &inbound.request_id)?;
        headers.set(header::ATTEMPTS, "[]")?;
        for (name, value) in &self.headers {
            // A cookie is a header of its own.
            if *name == SET_COOKIE { headers.append(name, value)? } else { headers.set(name, value)? }
        }
        let init = ResponseInit::new();
        init.set_status(self.status);
        init.set_headers(&headers);
        match &self.body {
            _ if inbound.method == "HEAD" => Response::new_with_opt_str_and_init(None, &init),
            Body::None => Response::new_with_opt_str_and_init(None, &init),
            Body::Text(text) => Response::new_with_opt_str_and_init(Some(text), &init),
            Body::Stream(stream) => Response::new_with_opt_readable_stream_and_init(Some(stream), &init),
        }
    }
}
