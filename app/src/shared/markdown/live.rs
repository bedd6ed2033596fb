//! An answer that grows: only what may still change, its last block as a rule, is looked at again.

use super::{
    Draw, Extras, Wants,
    dom::{self, Drawn},
    mend::mend,
    node::Node,
    render::{Drawing, has_references, render},
};
use std::borrow::Cow;

/// One growing text, drawn into an element.
struct LiveMarkdown {
    container: web_sys::Element,
    extras: Extras,
    /// Up to here the text is drawn for good.
    settled: usize,
    /// The blocks that may still change.
    open: Vec<Drawn>,
    /// The labels of the footnotes so far.
    notes: Vec<String>,
}

/// Begins to draw into an empty element.
pub fn begin(container: web_sys::Element, extras: Extras) -> Box<dyn Draw> {
    Box::new(LiveMarkdown { container, extras, settled: 0, open: Vec::new(), notes: Vec::new() })
}

impl Draw for LiveMarkdown {
    fn update(&mut self, text: &str, is_complete: bool, extras: Extras) -> Wants {
        let document = self.container.owner_document();
        if self.extras.has_less_than(&extras)
            && let Some(document) = &document
        {
            dom::complete(document, &self.container, self.open.len(), &extras);
        }
        // A text that was replaced, or one whose references are now all known, is drawn anew.
        let may_refer = is_complete && (has_references(text) || !self.notes.is_empty());
        if !text.is_char_boundary(self.settled) || may_refer {
            self.container.set_text_content(None);
            self.settled = 0;
            self.open.clear();
            self.notes.clear();
        }
        self.extras = extras;
        let tail = text.get(self.settled..).unwrap_or_default();
        let (blocks, wants) = draw(tail, is_complete, &self.extras, &mut self.notes);
        let (count, length) = settled(tail, &blocks);
        let nodes: Vec<Node> = blocks.into_iter().map(|block| block.node).collect();
        if let Some(document) = &document {
            dom::sync(document, &self.container, &mut self.open, nodes);
        }
        self.open.drain(..count.min(self.open.len()));
        self.settled += length;
        wants
    }
}

/// The blocks of a text, its end mended while there may be more.
pub(super) fn draw(
    tail: &str,
    is_complete: bool,
    extras: &Extras,
    notes: &mut Vec<String>,
) -> (Vec<Drawing>, Wants) {
    let shown = if is_complete { Cow::Borrowed(tail) } else { Cow::Owned(mend(tail)) };
    render(&shown, is_complete, extras, notes)
}

/// How many blocks of a growing text cannot change any more, and how many bytes they are. A block
/// can change until another has begun after it, and what has begun is known once its first line is
/// whole: a lone `|` is a paragraph, or a table's next row.
pub(super) fn settled(text: &str, blocks: &[Drawing]) -> (usize, usize) {
    let begun = |block: &Drawing| text.get(block.start..).is_some_and(|rest| rest.contains('\n'));
    let Some(last) = blocks.iter().rposition(begun) else { return (0, 0) };
    // A block begins with its line; its own start leaves out the indentation.
    let line = text[..blocks[last].start].rfind('\n').map_or(0, |at| at + 1);
    (last, line)
}
