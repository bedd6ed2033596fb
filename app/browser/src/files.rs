//! Files that the page offers, and files that the visitor picks.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = download)]
    fn js_download(name: &str, mime: &str, text: &str);
    #[wasm_bindgen(js_name = pick, catch)]
    async fn js_pick(accept: &str) -> Result<JsValue, JsValue>;
}

/// Offers a text as a file, under a name and with a MIME type.
pub fn download(name: &str, mime: &str, text: &str) {
    js_download(name, mime, text);
}

/// Lets the visitor pick a file, and reads it; `accept` is as in `<input accept>`. `None` if none is picked or if it
/// cannot be read.
pub async fn pick(accept: &str) -> Option<String> {
    js_pick(accept).await.ok()?.as_string()
}
