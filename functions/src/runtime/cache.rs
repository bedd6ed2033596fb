//! What the isolates of a data centre share, as text in the Cache API. Best effort: anything may be gone at any time.

use super::messages::respond;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

#[wasm_bindgen]
extern "C" {
    /// <https://developers.cloudflare.com/workers/runtime-apis/cache/>: one cache for each data centre.
    type EdgeCache;
    #[wasm_bindgen(thread_local_v2, js_namespace = caches, js_name = default)]
    static CACHE: EdgeCache;
    #[wasm_bindgen(method, js_name = match)]
    fn match_url(this: &EdgeCache, url: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn put(this: &EdgeCache, url: &str, response: &Response) -> Promise;
}

/// The text under an address, if there is one.
pub(crate) async fn read(url: &str) -> Option<String> {
    let found = JsFuture::from(CACHE.with(|cache| cache.match_url(url))).await;
    let response: Response = found.ok()?.dyn_into().ok()?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Stores a text for some seconds. Where the cache stores nothing, this isolate is on its own.
pub(crate) async fn write(url: &str, text: &str, seconds: u32) {
    let headers = [("cache-control", &*format!("max-age={seconds}"))];
    if let Ok(response) = respond(&text.into(), 200, &headers) {
        drop(JsFuture::from(CACHE.with(|cache| cache.put(url, &response))).await);
    }
}
