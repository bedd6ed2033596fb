//! What several text boxes have in common.

use leptos::{html, prelude::*};
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Puts the cursor into a text box, if it is shown.
pub(crate) fn focus(textarea: NodeRef<html::Textarea>) {
    if let Some(textarea) = textarea.get_untracked() {
        let _ = textarea.focus();
    }
}

/// A longer text is higher than any text box.
const LONG: u32 = 20_000;

/// Sets the height of a text box to that of its text. The stylesheet limits it.
pub(crate) fn fit_height(textarea: &HtmlTextAreaElement) {
    let style = HtmlElement::style(textarea);
    if textarea.text_length() > LONG {
        // Browsers need long to measure it.
        let _ = style.set_property("height", "100vh");
        return;
    }
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", textarea.scroll_height()));
}
