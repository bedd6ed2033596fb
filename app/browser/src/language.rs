//! The visitor's language.

use wire::Language;

/// The first language of the browser's list that Everchat is written in.
pub fn preferred() -> Language {
    let tags = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    Language::choose(tags.iter().filter_map(|tag| tag.as_string()))
}

/// Sets the document's language.
pub fn apply(language: Language) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", language.tag());
    }
}
