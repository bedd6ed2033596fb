//! Files that the page offers, and files that the visitor picks.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = download)]
    fn js_download(name: &str, mime: &str, text: &str);
    #[wasm_bindgen(js_name = pick, catch)]
    async fn js_pick(accept: &str, max_bytes: u32) -> Result<JsValue, JsValue>;
}

/// Offers a text as a file, under a name and with a MIME type.
pub fn download(name: &str, mime: &str, text: &str) {
    js_download(name, mime, text);
}

/// What came of picking a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The file's text.
    Text(String),
    /// The file has more bytes than are read. It was not read.
    TooLarge,
    /// No file was picked, or it cannot be read.
    Nothing,
}

/// Lets the visitor pick a file of at most `max_bytes`, and reads it; `accept` is as in `<input accept>`.
pub async fn pick(accept: &str, max_bytes: u32) -> Picked {
    match js_pick(accept, max_bytes).await {
        Ok(text) if text.is_string() => text.as_string().map_or(Picked::Nothing, Picked::Text),
        Ok(too_large) if too_large.is_null() => Picked::TooLarge,
        Ok(_) | Err(_) => Picked::Nothing,
    }
}
