//! Pictures for a question: picked, pasted or dropped, and made small enough to send.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::DataTransfer;
pub use web_sys::File;

#[wasm_bindgen(module = "/src/images.js")]
extern "C" {
    #[wasm_bindgen(js_name = shrink, catch)]
    async fn js_shrink(file: &File) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = picturesOf)]
    fn js_pictures_of(transfer: &DataTransfer) -> Array;
    #[wasm_bindgen(js_name = pick)]
    async fn js_pick() -> JsValue;
}

/// A picture as a small JPEG in a `data:` address; `None` if the file is no picture that the browser can read.
pub async fn shrink(file: &File) -> Option<String> {
    js_shrink(file).await.ok()?.as_string()
}

/// Whether files are dragged or dropped, and not words.
pub fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().includes(&"Files".into(), 0)
}

/// The picture files among what is pasted or dropped.
pub fn pictures_of(transfer: &DataTransfer) -> Vec<File> {
    files(&js_pictures_of(transfer))
}

/// Lets the visitor pick picture files; none if the dialog is closed without a choice.
pub async fn pick() -> Vec<File> {
    js_pick().await.dyn_into().map(|array| files(&array)).unwrap_or_default()
}

fn files(array: &Array) -> Vec<File> {
    array.iter().filter_map(|file| file.dyn_into().ok()).collect()
}
