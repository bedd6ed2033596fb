//! A growing text in the page: applies the updates of a [`Stream`] to an element.

use super::dom::{self, Rendered};
use markdown::{Options, Stream};
use web_sys::Element;

/// One growing text, rendered into an element of its own.
pub(crate) struct LiveMarkdown {
    container: Element,
    stream: Stream,
    /// The last children of the container: the blocks that may still change.
    open: Vec<Rendered>,
    /// Formulas could be rendered at the last update.
    had_math: bool,
}

impl LiveMarkdown {
    /// Begins with an empty element, whose children nothing else may add or remove.
    pub(crate) fn new(container: Element) -> Self {
        Self { container, stream: Stream::new(), open: Vec::new(), had_math: false }
    }

    /// Renders what is new. `text` is the whole text so far, and `is_complete` says that nothing follows. Returns
    /// whether there are formulas that need [`Options::math`]; once it is given, formulas of earlier updates are
    /// rendered too.
    pub(crate) fn update(&mut self, text: &str, is_complete: bool, options: &Options) -> bool {
        let Some(document) = self.container.owner_document() else { return false };
        if let Some(math) = options.math.filter(|_| !self.had_math) {
            dom::render_formulas(&document, &self.container, self.open.len(), math);
        }
        self.had_math = options.math.is_some();
        let update = self.stream.update(text, is_complete, options);
        if update.restart {
            self.container.set_text_content(None);
            self.open.clear();
        }
        dom::update(&document, &self.container, &mut self.open, update.nodes);
        self.open.drain(..update.settled.min(self.open.len()));
        update.needs_math
    }
}
