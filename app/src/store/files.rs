//! Files out of the page and into it, and texts in addresses.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/store/files.js")]
extern "C" {
    /// Offers a text as a file.
    pub(crate) fn download(name: &str, mime: &str, text: &str);
    #[wasm_bindgen(js_name = pick, catch)]
    async fn js_pick(accept: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = pack, catch)]
    async fn js_pack(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = unpack, catch)]
    async fn js_unpack(packed: &str) -> Result<JsValue, JsValue>;
}

/// Lets the visitor pick a file and reads it; `None` if none is picked or it cannot be read.
pub(crate) async fn pick(accept: &str) -> Option<String> {
    js_pick(accept).await.ok()?.as_string()
}

/// A text in letters that an address may have, compressed.
pub(crate) async fn pack(text: &str) -> Option<String> {
    js_pack(text).await.ok()?.as_string()
}

/// The text again; `None` if it was cut or is none of ours.
pub(crate) async fn unpack(packed: &str) -> Option<String> {
    js_unpack(packed).await.ok()?.as_string()
}
