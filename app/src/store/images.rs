//! Pictures for a question.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DataTransfer;

#[wasm_bindgen(module = "/src/store/images.js")]
extern "C" {
    #[wasm_bindgen(js_name = shrink, catch)]
    async fn js_shrink(file: &JsValue) -> Result<JsValue, JsValue>;
    /// The picture files among what is pasted or dropped.
    pub(crate) fn pictures(transfer: Option<&DataTransfer>) -> Array;
    #[wasm_bindgen(js_name = pick, catch)]
    async fn js_pick() -> Result<JsValue, JsValue>;
}

/// A file as a small JPEG in a `data:` address; `None` if it is no picture that the browser can read.
pub(crate) async fn shrink(file: &JsValue) -> Option<String> {
    js_shrink(file).await.ok()?.as_string()
}

/// Lets the visitor pick picture files.
pub(crate) async fn pick() -> Array {
    js_pick().await.ok().and_then(|files| files.dyn_into().ok()).unwrap_or_default()
}
