//! Texts in an address: compressed, in characters that an address may have.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/compression.js")]
extern "C" {
    #[wasm_bindgen(js_name = compress, catch)]
    async fn js_compress(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = decompress, catch)]
    async fn js_decompress(compressed: &str, max_bytes: u32) -> Result<JsValue, JsValue>;
}

/// Compresses a text: raw deflate in base64url. `None` in a browser that cannot.
pub async fn compress(text: &str) -> Option<String> {
    js_compress(text).await.ok()?.as_string()
}

/// The text that [`compress`] was given; `None` if `compressed` was cut or is something else, or if the text has more than
/// `max_bytes`.
pub async fn decompress(compressed: &str, max_bytes: u32) -> Option<String> {
    js_decompress(compressed, max_bytes).await.ok()?.as_string()
}
