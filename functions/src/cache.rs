//! What the isolates of a data centre know together, as text in the Cache API. Best effort: anything may
//! be gone at any time.

use crate::js;
use gateway::Millis;
use js_sys::Promise;
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, Response, ResponseInit};
use worker::Context;

/// How old the data centre's knowledge may be before it is looked up again.
const FRESH_MS: Millis = 5_000;

#[wasm_bindgen]
extern "C" {
    /// <https://developers.cloudflare.com/workers/runtime-apis/cache/>: one cache a data centre.
    type EdgeCache;
    #[wasm_bindgen(thread_local_v2, js_namespace = caches, js_name = default)]
    static CACHE: EdgeCache;
    #[wasm_bindgen(method, js_name = match)]
    fn match_url(this: &EdgeCache, url: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn put(this: &EdgeCache, url: &str, response: &Response) -> Promise;
}

/// When this isolate looked up last what the others know.
pub(crate) struct Freshness(Cell<Millis>);

impl Freshness {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(0))
    }

    /// Whether it is to be looked up now.
    pub(crate) fn due(&self) -> Due {
        let (looked_up, now) = (self.0.get(), js::now());
        if now - looked_up <= FRESH_MS {
            return Due::No;
        }
        self.0.set(now);
        if looked_up == 0 { Due::First } else { Due::Again }
    }
}

/// Whether what the others know is to be looked up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    No,
    /// Nothing is known yet, so the request waits for it.
    First,
    /// Beside the request.
    Again,
}

impl Due {
    pub(crate) async fn look_up(self, context: &Context, looking: impl Future<Output = ()> + 'static) {
        match self {
            Self::No => {}
            Self::First => looking.await,
            Self::Again => context.wait_until(looking),
        }
    }
}

/// What is kept under an address, if anything is.
pub(crate) async fn read(url: &str) -> Option<String> {
    let found = JsFuture::from(CACHE.with(|cache| cache.match_url(url))).await;
    let response: Response = found.ok()?.dyn_into().ok()?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Keeps something for some seconds. A cache that takes nothing is one more isolate on its own.
pub(crate) async fn write(url: &str, text: &str, seconds: u32) {
    if let Ok(response) = cacheable(text, seconds) {
        drop(JsFuture::from(CACHE.with(|cache| cache.put(url, &response))).await);
    }
}

fn cacheable(text: &str, seconds: u32) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("cache-control", &format!("max-age={seconds}"))?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    Response::new_with_opt_str_and_init(Some(text), &init)
}
