//! Pictures for a question, made small enough to send.

use crate::files::File;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/images.js")]
extern "C" {
    #[wasm_bindgen(js_name = shrink, catch)]
    async fn js_shrink(file: &File) -> Result<JsValue, JsValue>;
}

/// A picture as a small JPEG in a `data:` address; `None` if the file is no picture that the browser can read.
pub async fn shrink(file: &File) -> Option<String> {
    js_shrink(file).await.ok()?.as_string()
}
