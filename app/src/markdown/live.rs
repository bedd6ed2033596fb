//! An answer that grows: only what may still change, its last block as a rule, is drawn again.

use super::{
    Draw,
    dom::DomBuilder,
    render::{has_references, render},
};
use web_sys::{Element, Node};

/// One growing text, drawn into an element.
#[derive(Debug)]
struct LiveMarkdown {
    container: Element,
    /// Up to here the text is drawn for good.
    settled: usize,
    /// The nodes of the blocks that may still change.
    open: Vec<Node>,
}

/// Begins to draw into an empty element.
pub(crate) fn begin(container: Element) -> Box<dyn Draw> {
    Box::new(LiveMarkdown { container, settled: 0, open: Vec::new() })
}

impl Draw for LiveMarkdown {
    /// Draws what is new of `text`, which is all of the text so far.
    fn update(&mut self, text: &str, is_complete: bool) {
        // A text that was not appended to but replaced, or whose references are now all known, is
        // drawn anew.
        if !text.is_char_boundary(self.settled) || (is_complete && has_references(text)) {
            self.container.set_text_content(None);
            self.settled = 0;
            self.open.clear();
        }
        let tail = text.get(self.settled..).unwrap_or_default();
        let Some(document) = self.container.owner_document() else { return };
        let mut builder = DomBuilder::new(document);
        let starts = render(tail, &mut builder);
        for node in self.open.drain(..) {
            let _ = self.container.remove_child(&node);
        }
        for node in &builder.blocks {
            let _ = self.container.append_child(node);
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
