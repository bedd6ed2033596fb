//! The browser's history of this tab. An entry is a path and a mark.

use wasm_bindgen::JsValue;

/// The path of the address, and whether its entry is marked.
pub fn present() -> (String, bool) {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    let state = history().and_then(|history| history.state().ok());
    (path.unwrap_or_default(), state.is_some_and(|state| state.is_truthy()))
}

/// Adds an entry.
pub fn push(path: &str, is_marked: bool) {
    let mark = JsValue::from_bool(is_marked);
    let _ = history().map(|history| history.push_state_with_url(&mark, "", Some(path)));
}

/// Replaces the present entry.
pub fn replace(path: &str, is_marked: bool) {
    let mark = JsValue::from_bool(is_marked);
    let _ = history().map(|history| history.replace_state_with_url(&mark, "", Some(path)));
}

/// Goes to the entry before.
pub fn back() {
    let _ = history().map(|history| history.back());
}

fn history() -> Option<web_sys::History> {
    web_sys::window()?.history().ok()
}
