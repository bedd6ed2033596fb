//! The focus in the list, whose rows are made anew whenever a chat is saved.

use conversation::id::Id;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The `id` of the button that opens a chat's menu.
pub(super) fn id_of_more(chat: Id) -> String {
    format!("more{chat}")
}

/// Puts the focus on the button that opens a chat's menu.
pub(super) fn focus_more(chat: Id) {
    focus_later(id_of_more(chat));
}

/// Puts the focus where it is now, once the rows are made anew.
pub(super) fn keep_focus() {
    if let Some(focused) = document().active_element().map(|element| element.id()) {
        focus_later(focused);
    }
}

/// Puts the focus on the element with this `id`, once it is rendered.
fn focus_later(id: String) {
    request_animation_frame(move || {
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}
