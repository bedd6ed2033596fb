//! Functions and values of JavaScript.

use gateway::time::Millis;
use wasm_bindgen::prelude::*;
use web_sys::{ReadableStream, WritableStream};

#[wasm_bindgen]
extern "C" {
    /// <https://developers.cloudflare.com/workers/runtime-apis/streams/transformstream/>: bytes pass through it inside the
    /// runtime, without a call into JavaScript.
    pub(crate) type IdentityTransformStream;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new() -> IdentityTransformStream;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn readable(this: &IdentityTransformStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn writable(this: &IdentityTransformStream) -> WritableStream;

    /// Writes a line to the log.
    #[wasm_bindgen(js_namespace = console, js_name = log)]
    pub(crate) fn log(line: &str);

    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    pub(crate) fn random_uuid() -> String;
}

/// When the site was built, such as `2026-11-25T00:00:00Z`. The build writes it beside the program.
pub(crate) fn built_at() -> Option<String> {
    js_sys::Reflect::get(&js_sys::global(), &"everchatBuiltAt".into()).ok()?.as_string()
}

/// The time now. At the edge the clock only moves with I/O.
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}
