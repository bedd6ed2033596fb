//! Text boxes that are as high as their text.

use web_sys::{HtmlElement, HtmlTextAreaElement};

/// Sets the height of a text box to that of its text. The stylesheet limits it.
pub(crate) fn fit_height(textarea: &HtmlTextAreaElement) {
    let style = HtmlElement::style(textarea);
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", textarea.scroll_height()));
}
