//! An answer that grows: only what may still change, its last block as a rule, is drawn again.

use super::{dom::DomBuilder, has_references, render};
use web_sys::{Element, Node};

/// The drawn state of one growing text.
#[derive(Default)]
pub(crate) struct LiveMarkdown {
    /// Up to here the text is drawn for good.
    settled: usize,
    /// The nodes of the blocks that may still change.
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
        let (count, length) = settled(tail, &starts);
        self.settled += length;
        self.open = builder.blocks.split_off(count.min(builder.blocks.len()));
    }
}

/// How many blocks of a growing text cannot change any more, and how many bytes they are. A block
/// can change until another has begun after it, and what has begun is known once its first line is
/// whole: a lone `|` is a paragraph, or a table's next row.
pub(super) fn settled(text: &str, starts: &[usize]) -> (usize, usize) {
    let begun = |&start: &usize| text[start..].contains('\n');
    let Some(last) = starts.iter().rposition(begun) else { return (0, 0) };
    // A block begins with its line; its own start leaves out the indentation.
    let line = text[..starts[last]].rfind('\n').map_or(0, |at| at + 1);
    (last, line)
}
