//! An answer that grows: only its last block, which may still change, is drawn again.

use super::{dom::DomBuilder, has_references, render};
use web_sys::{Element, Node};

/// The drawn state of one growing text.
#[derive(Default)]
pub(crate) struct LiveMarkdown {
    /// Up to here the text is drawn for good.
    settled: usize,
    /// The nodes of the last block.
    open: Vec<Node>,
}

impl LiveMarkdown {
    /// Draws what is new of `text` into `container`.
    pub(crate) fn update(&mut self, container: &Element, text: &str, is_complete: bool) {
        // A text that was not appended to but replaced, or whose references are now all known, is
        // drawn anew.
        if !text.is_char_boundary(self.settled) || (is_complete && has_references(text)) {
            container.set_text_content(None);
            *self = Self::default();
        }
        let tail = text.get(self.settled..).unwrap_or_default();
        let mut builder = DomBuilder::new();
        let starts = render(tail, &mut builder);
        for node in self.open.drain(..) {
            let _ = container.remove_child(&node);
        }
        for node in &builder.blocks {
            let _ = container.append_child(node);
        }
        if let Some(last) = starts.last() {
            self.settled += last;
            self.open.extend(builder.blocks.pop());
        }
    }
}
