//! Requests to the site itself, by the browser's own `fetch`: `gloo-net`, which the report uses, would be 4 kB more for
//! each visitor.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

/// Sends a request; `None` if no answer came. A body is JSON.
pub(crate) async fn send(
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
    signal: Option<&AbortSignal>,
) -> Option<Response> {
    let all = Headers::new().ok()?;
    for (name, value) in headers {
        all.set(name, value).ok()?;
    }
    let init = RequestInit::new();
    if let Some(body) = body {
        all.set("content-type", "application/json").ok()?;
        init.set_method("POST");
        init.set_body(&body.into());
    }
    init.set_headers(&all);
    init.set_signal(signal);
    let response = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(url, &init)).await;
    response.ok()?.dyn_into().ok()
}

/// The text of a good answer.
pub(crate) async fn get(url: &str) -> Option<String> {
    let response = send(url, &[], None, None).await?;
    if response.ok() { text(&response).await } else { None }
}

/// The text of an answer; `None` if it did not come whole.
pub(crate) async fn text(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
