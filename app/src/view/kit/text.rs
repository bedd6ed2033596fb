//! Changing texts behind one type.

/// A text that is written anew whenever what it tracks has changed. Leptos does so with any function, but is compiled again
/// for each type of function; this is one.
pub(crate) fn text(text: impl Fn() -> String + Send + 'static) -> Box<dyn Fn() -> String + Send> {
    Box::new(text)
}
