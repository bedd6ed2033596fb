//! The clipboard.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen(module = "/src/clipboard.js")]
extern "C" {
    #[wasm_bindgen(js_name = copy)]
    async fn js_copy(text: &str, hint: &str, close: &str) -> JsValue;
    #[wasm_bindgen(js_name = copyFormatted)]
    async fn js_copy_formatted(html: &str, text: &str, hint: &str, close: &str) -> JsValue;
}

/// Puts a text on the clipboard, and tells `done` whether it is there. Must be called in the visitor's own click or key
/// press.
///
/// Where the browser does not let us, a dialog shows the text selected, for the visitor to copy. `hint` tells them so,
/// `close` names the button that closes it.
pub fn copy(text: String, hint: &'static str, close: &'static str, done: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { done(js_copy(&text, hint, close).await.is_truthy()) });
}

/// As [`copy`], with HTML for where it is taken, such as a word processor.
pub fn copy_formatted(
    html: String,
    text: String,
    hint: &'static str,
    close: &'static str,
    done: Box<dyn FnOnce(bool)>,
) {
    spawn_local(async move { done(js_copy_formatted(&html, &text, hint, close).await.is_truthy()) });
}
