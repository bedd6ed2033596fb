//! The parts of the runtime that `web-sys` and `worker` do not offer.

use futures_util::future::{Either, select};
use gateway::Millis;
use std::{pin::pin, sync::Once, time::Duration};
use wasm_bindgen::prelude::*;
use web_sys::{ReadableStream, RequestInit, WritableStream};
use worker::{Context, Delay};

#[wasm_bindgen]
extern "C" {
    /// <https://developers.cloudflare.com/workers/runtime-apis/streams/transformstream/>: bytes pass
    /// through it inside the runtime, without a call into JavaScript.
    pub(crate) type IdentityTransformStream;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> IdentityTransformStream;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn readable(this: &IdentityTransformStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn writable(this: &IdentityTransformStream) -> WritableStream;

    #[wasm_bindgen(js_name = fetch, catch)]
    pub(crate) async fn fetch(url: &str, init: &RequestInit) -> Result<JsValue, JsValue>;

    /// Writes a line to the log.
    #[wasm_bindgen(js_namespace = console, js_name = log)]
    pub(crate) fn log(line: &str);

    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    pub(crate) fn random_uuid() -> String;

    #[wasm_bindgen(js_namespace = globalThis, js_name = everchatPanicked)]
    fn everchat_panicked();
}

/// When the site was built, as the build wrote it down beside the program.
pub(crate) fn built_at() -> Option<String> {
    js_sys::Reflect::get(&js_sys::global(), &"everchatBuiltAt".into()).ok()?.as_string()
}

/// Does what the visitor need not wait for, once the answer is on its way.
pub(crate) fn afterwards(context: &Context, work: impl Future<Output = ()> + 'static) {
    context.wait_until(async move {
        Delay::from(Duration::ZERO).await;
        work.await;
    });
}

/// What comes of some work, if it comes in time.
pub(crate) async fn within<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), pin!(Delay::from(patience))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// Milliseconds since 1970. At the edge the clock only moves with I/O.
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// Lets the mount know of a panic at once: a trap in a later turn of the event loop would otherwise
/// leave the request waiting for ever.
pub(crate) fn report_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let inner = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            inner(info);
            everchat_panicked();
        }));
    });
}
