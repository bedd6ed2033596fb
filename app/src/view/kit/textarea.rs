//! What several text boxes have in common.

use crate::state::effect;
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

/// Writes into a text box what its text has become elsewhere. The value is not bound to the text: writing into the box
/// while an input method is at work would end the composition.
pub(crate) fn follow_text(textarea: NodeRef<html::Textarea>, text: RwSignal<String>) {
    effect(move || {
        text.with(|text| {
            if let Some(textarea) = textarea.get()
                && textarea.value() != *text
            {
                textarea.set_value(text);
                fit_height(&textarea);
            }
        });
    });
}
