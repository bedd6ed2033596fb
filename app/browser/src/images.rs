//! Pictures for a question, made small enough to send.

use crate::files::{self, File};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DataTransfer;

#[wasm_bindgen(module = "/src/images.js")]
extern "C" {
    #[wasm_bindgen(js_name = shrink, catch)]
    async fn js_shrink(file: &File) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = picturesOf)]
    fn js_pictures_of(transfer: &DataTransfer) -> Array;
}

/// A picture as a small JPEG in a `data:` address; `None` if the file is no picture that the browser can read.
pub async fn shrink(file: &File) -> Option<String> {
    js_shrink(file).await.ok()?.as_string()
}

/// The picture files among what is pasted.
pub fn pictures_of(transfer: &DataTransfer) -> Vec<File> {
    files::list(&js_pictures_of(transfer))
}
