//! Files that the page offers, and files that the visitor picks.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
pub use web_sys::File;
use web_sys::{DataTransfer, Element};

/// The largest text that is attached, in bytes: some forty times what a question may have.
const MAX_TEXT_BYTES: f64 = 4_000_000.0;

#[wasm_bindgen(module = "/src/files.js")]
extern "C" {
    #[wasm_bindgen(js_name = download)]
    fn js_download(name: &str, mime: &str, text: &str);
    #[wasm_bindgen(js_name = pick, catch)]
    async fn js_pick(accept: &str, max_bytes: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = pickAny)]
    async fn js_pick_any() -> JsValue;
    #[wasm_bindgen(js_name = readText, catch)]
    async fn js_read_text(file: &File) -> Result<JsValue, JsValue>;
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

/// Lets the visitor pick files of any kind; none if the dialog is closed without a choice.
pub async fn pick_any() -> Vec<File> {
    files_in(&js_pick_any().await.dyn_into().unwrap_or_default())
}

/// The files among what is pasted or dropped.
pub fn files_of(transfer: &DataTransfer) -> Vec<File> {
    let files = transfer.files();
    let count = files.as_ref().map_or(0, web_sys::FileList::length);
    (0..count).filter_map(|at| files.as_ref()?.get(at)).collect()
}

/// The files that `early.js` keeps with an element.
pub fn dropped_on(element: &Element) -> Vec<File> {
    let files = Reflect::get(element, &"files".into()).unwrap_or_default();
    files.dyn_into().map(|files: Array| files_in(&files)).unwrap_or_default()
}

fn files_in(files: &Array) -> Vec<File> {
    files.iter().filter_map(|file| file.dyn_into().ok()).collect()
}

/// Whether files are dragged or dropped, and not words.
pub fn are_in(transfer: &DataTransfer) -> bool {
    transfer.types().includes(&"Files".into(), 0)
}

/// Whether a file says of itself that it is a picture.
pub fn is_picture(file: &File) -> bool {
    file.type_().starts_with("image/")
}

/// The text of a file; `None` if it is none, or larger than 4 MB.
pub async fn read_text(file: &File) -> Option<String> {
    if file.size() > MAX_TEXT_BYTES {
        return None;
    }
    js_read_text(file).await.ok()?.as_string()
}
