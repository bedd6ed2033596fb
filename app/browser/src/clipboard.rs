//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts a text on the clipboard; false if the browser does not let us. Must begin in the visitor's own click or key
/// press.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // A page that came without https has no `navigator.clipboard`.
    if clipboard.is_undefined() {
        return copy_selection(text).unwrap_or(false);
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// The way of older browsers: a text box whose content is selected and copied.
fn copy_selection(text: &str) -> Result<bool, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let document: HtmlDocument = document.unchecked_into();
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    let focused = document.active_element();
    let textarea: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    textarea.set_value(text);
    textarea.set_class_name("hidden");
    body.append_child(&textarea)?;
    textarea.select();
    let is_copied = document.exec_command("copy")?;
    textarea.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        focused.focus()?;
    }
    Ok(is_copied)
}
