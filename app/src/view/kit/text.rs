//! Changing texts behind one type.

/// A text that is written anew whenever what it tracks has changed, as Leptos does with any function. It is compiled again
/// for each type of function, and so only once.
pub(crate) fn text(text: impl Fn() -> String + Send + 'static) -> Box<dyn Fn() -> String + Send> {
    Box::new(text)
}
