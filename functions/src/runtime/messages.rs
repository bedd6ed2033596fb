//! HTTP's messages, each read, made or sent in one call from wasm: a call for each header costs more than the headers
//! themselves.

use gateway::{
    http::{HttpRequest, ResponseHead},
    time::Millis,
};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Request, Response};

#[wasm_bindgen(inline_js = r#"
/** The lines of a request's head. HTTP allows no line break in any of them. `cf` is what Cloudflare knows of the request
    (https://developers.cloudflare.com/workers/runtime-apis/request/#incomingrequestcfproperties). */
export function readRequestHead(request) {
  const lines = [request.method, request.url, request.cf?.colo ?? ""];
  for (const [name, value] of request.headers) lines.push(`${name}:${value}`);
  return lines.join("\n");
}

/** All of a request's body; nothing if it has not come within some milliseconds. */
export function readBody(request, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const end = (settle) => (value) => (clearTimeout(timer), settle(value));
    request.arrayBuffer().then(end(resolve), end(reject));
  });
}

/** Headers of a list of names and values, in JSON. Each cookie needs its own. */
function makeHeaders(json) {
  const headers = new Headers();
  for (const [name, value] of JSON.parse(json)) {
    if (name === "set-cookie") headers.append(name, value);
    else headers.set(name, value);
  }
  return headers;
}

export function makeResponse(body, status, headers) {
  return new Response(body, { status, headers: makeHeaders(headers) });
}

/** Credentials must not follow a redirect. */
export function send(url, method, headers, body, controller) {
  return fetch(url, { method, headers: makeHeaders(headers), body, redirect: "manual", signal: controller.signal });
}

/** The status and some headers, a line each. */
export function readResponseHead({ status, headers }) {
  const line = (name) => headers.get(name) ?? "";
  return `${status}\n${line("content-type")}\n${line("retry-after")}\n${line("cf-aig-cache-status")}`;
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = readRequestHead)]
    fn read_request_head(request: &Request) -> String;
    #[wasm_bindgen(js_name = readBody, catch)]
    async fn read_body_in_js(request: &Request, ms: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = makeResponse, catch)]
    fn make_response(body: &JsValue, status: u16, headers: &str) -> Result<Response, JsValue>;
    #[wasm_bindgen(js_name = send, catch)]
    async fn send_in_js(
        url: &str,
        method: &str,
        headers: &str,
        body: Option<&str>,
        controller: &AbortController,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = readResponseHead)]
    fn read_response_head_in_js(response: &Response) -> String;
}

/// What a visitor's request says before its body.
pub(crate) struct RequestHead {
    pub(crate) method: String,
    pub(crate) url: String,
    /// The data centre that runs this, such as `HKG`; empty where it is not known.
    pub(crate) colo: String,
    /// Their names in small letters.
    headers: Vec<(String, String)>,
}

impl RequestHead {
    pub(crate) fn read(request: &Request) -> Self {
        let text = read_request_head(request);
        let mut lines = text.split('\n');
        let mut next = || lines.next().unwrap_or_default().to_owned();
        let (method, url, colo) = (next(), next(), next());
        let header =
            |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { method, url, colo, headers: lines.filter_map(header).collect() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All of a request's body; `None` if it has not come in time.
///
/// # Errors
/// The body breaks off.
pub(crate) async fn read_body(request: &Request, timeout_ms: Millis) -> Result<Option<Vec<u8>>, JsValue> {
    let buffer = read_body_in_js(request, timeout_ms as f64).await?;
    Ok((!buffer.is_undefined()).then(|| Uint8Array::new(&buffer).to_vec()))
}

/// A response whose body is a text, a stream or null. A later header replaces an earlier one, but for cookies.
///
/// # Errors
/// A name or a value is none that HTTP allows.
pub(crate) fn respond(body: &JsValue, status: u16, headers: &[(&str, &str)]) -> Result<Response, JsValue> {
    make_response(body, status, &serde_json::to_string(headers).unwrap_or_default())
}

/// Sends a request, which the controller can end.
///
/// # Errors
/// There is no response.
pub(crate) async fn send(request: &HttpRequest, controller: &AbortController) -> Result<Response, JsValue> {
    let headers: Vec<(&str, &str)> =
        request.headers.iter().map(|(name, value)| (*name, value.reveal())).collect();
    let headers = serde_json::to_string(&headers).unwrap_or_default();
    let sending = send_in_js(&request.url, request.method(), &headers, request.body.as_deref(), controller);
    sending.await?.dyn_into()
}

/// The head of a response, and whether AI Gateway had it in its cache
/// (<https://developers.cloudflare.com/ai-gateway/features/caching/>).
pub(crate) fn read_response_head(response: &Response) -> (ResponseHead, bool) {
    let text = read_response_head_in_js(response);
    let mut lines = text.split('\n');
    let mut next = || lines.next().filter(|line| !line.is_empty());
    let status = next().and_then(|status| status.parse().ok()).unwrap_or_default();
    let (content_type, retry_after) = (next().map(str::to_owned), next().map(str::to_owned));
    (ResponseHead { status, content_type, retry_after }, next() == Some("HIT"))
}
