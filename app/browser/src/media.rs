//! What the device is like.

/// From this width on the sidebar stands beside the conversation; the stylesheet has the same number.
const WIDE: &str = "(min-width: 56rem)";
/// A finger rather than a mouse.
const TOUCH: &str = "(pointer: coarse)";

/// Whether the sidebar has room beside the conversation.
pub fn is_wide() -> bool {
    matches(WIDE)
}

/// Whether the visitor types on the screen: a text box that takes the focus opens a keyboard over the page.
pub fn is_touch() -> bool {
    matches(TOUCH)
}

fn matches(query: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    query.is_some_and(|query| query.matches())
}
