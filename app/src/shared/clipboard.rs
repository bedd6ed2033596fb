//! Putting a text on the clipboard.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Whether it is there. Must begin in the visitor's own action.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // An address without https has no `navigator.clipboard`.
    let navigator = window.navigator();
    let has_clipboard = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    if has_clipboard {
        return JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok();
    }
    copy_a_selection(text).unwrap_or(false)
}

/// The older way: a text box, selected and copied.
fn copy_a_selection(text: &str) -> Result<bool, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    let before = document.active_element();
    let area: HtmlElement = document.create_element("textarea")?.unchecked_into();
    Reflect::set(&area, &"value".into(), &text.into())?;
    area.set_class_name("hidden");
    body.append_child(&area)?;
    call(&area, "select", &[])?;
    let copied = call(&document, "execCommand", &["copy".into()])?;
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        before.focus()?;
    }
    Ok(copied.is_truthy())
}

fn call(on: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(on, &name.into())?.dyn_into()?;
    function.apply(on, &arguments.iter().collect())
}
