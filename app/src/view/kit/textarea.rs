//! What several text boxes have in common.

use leptos::{html, prelude::*};
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Puts the cursor into a text box, if it is shown.
pub(crate) fn focus(textarea: NodeRef<html::Textarea>) {
    if let Some(textarea) = textarea.get_untracked() {
        let _ = textarea.focus();
    }
}

/// Sets the height of a text box to that of its text. The stylesheet limits it.
pub(crate) fn fit_height(textarea: &HtmlTextAreaElement) {
    let style = HtmlElement::style(textarea);
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", textarea.scroll_height()));
}
