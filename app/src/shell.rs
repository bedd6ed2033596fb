//! The static shell of `index.html`, which is there before the app is. What was typed into it is
//! taken over.

use crate::store::Small;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// What the visitor had typed before the app started.
#[derive(Clone, Debug, Default)]
pub(crate) struct Early {
    pub(crate) text: String,
    pub(crate) had_focus: bool,
    /// Where the cursor was, in UTF-16 units.
    pub(crate) selection: Option<(u32, u32)>,
    /// Enter or Send was pressed.
    pub(crate) is_sent: bool,
}

/// Set while nobody knows whether the next start will break as the last one did.
const BROKEN: &str = "everchat-broken";

/// Whether the page broke before it was loaded again. If a text is what breaks it, drawn plainly it will not.
pub(crate) fn take_broken() -> bool {
    let was_broken = Small::Tab.get(BROKEN).is_some();
    Small::Tab.set(BROKEN, "");
    was_broken
}

/// A panic ends the app, and the page would stand there dead. Shows the line that is kept for it.
pub(crate) fn tell_of_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        Small::Tab.set(BROKEN, "1");
        if let Some(line) = document().get_element_by_id("broken") {
            let _ = line.remove_attribute("hidden");
        }
    }));
}

/// Removes the shell and returns what was typed into it.
pub(crate) fn take_over() -> Early {
    let document = document();
    let Some(shell) = document.get_element_by_id("shell") else { return Early::default() };
    let typed = shell.query_selector("textarea").ok().flatten();
    let early =
        typed.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()).map(|textarea| Early {
            text: textarea.value(),
            selection: textarea.selection_start().ok().flatten().zip(textarea.selection_end().ok().flatten()),
            is_sent: shell.get_attribute("data-sent").is_some(),
            had_focus: document.active_element().as_ref() == Some(textarea.as_ref()),
        });
    shell.remove();
    early.unwrap_or_default()
}
