//! Clicks on links that the page follows itself.

use leptos::ev::MouseEvent;

/// Whether a click is meant for this page: with a key the browser opens the link elsewhere.
pub(crate) fn is_for_this_page(event: &MouseEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}
