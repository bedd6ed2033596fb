//! The static page of `index.html`, which is there before the program is: what was typed into it is taken over. And
//! whether the page broke before.

use browser::{
    files::{self, File},
    storage::Storage,
};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// The storage key that `app/trap.js` sets from a panic until the page is loaded again.
const BROKEN: &str = "everchat-broken";

/// What the visitor had done before the program started.
#[derive(Clone, Debug, Default)]
pub(crate) struct EarlyInput {
    /// What was typed.
    pub(crate) text: String,
    /// Whether the text box had the focus.
    pub(crate) had_focus: bool,
    /// Start and end of the selection, in UTF-16 units.
    pub(crate) selection: Option<(u32, u32)>,
    /// Whether Enter or Send was pressed.
    pub(crate) is_sent: bool,
}

/// Whether the program panicked before the page was loaded again. True only once for each panic.
pub(crate) fn was_broken() -> bool {
    let was_broken = Storage::Tab.get(BROKEN).is_some();
    Storage::Tab.set(BROKEN, "");
    was_broken
}

/// Removes the static page and returns what was typed into it, and the files that were dropped on it.
pub(crate) fn take_over() -> (EarlyInput, Vec<File>) {
    let document = document();
    let Some(shell) = document.get_element_by_id("shell") else { return Default::default() };
    let textarea = shell
        .query_selector("textarea")
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    let input = textarea.map(|textarea| EarlyInput {
        text: textarea.value(),
        selection: textarea.selection_start().ok().flatten().zip(textarea.selection_end().ok().flatten()),
        is_sent: shell.get_attribute("data-sent").is_some(),
        had_focus: document.active_element().as_ref() == Some(textarea.as_ref()),
    });
    shell.remove();
    (input.unwrap_or_default(), files::dropped_on(&shell))
}
