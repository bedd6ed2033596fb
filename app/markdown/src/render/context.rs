//! What the whole text means for the rendering of each of its parts.

use crate::{
    block::tree::{Block, BlockKind},
    inline::reference::References,
    node::Element,
    options::Options,
};

/// What blocks and inlines are rendered with.
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    pub(super) references: References,
    /// The labels of the footnotes that the text defines.
    defined_footnotes: Vec<String>,
    /// The labels of the footnotes so far, in the order of their numbers.
    numbered_footnotes: &'a mut Vec<String>,
    is_complete: bool,
    /// There was a formula and no way to render it.
    pub(super) needs_math: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        blocks: &[Block],
        references: References,
        numbered_footnotes: &'a mut Vec<String>,
        is_complete: bool,
        options: &'a Options,
    ) -> Self {
        let mut defined_footnotes = Vec::new();
        find_footnotes(blocks, &mut defined_footnotes);
        Self { options, references, defined_footnotes, numbered_footnotes, is_complete, needs_math: false }
    }

    /// Whether `[^label]` refers to a footnote. While a text is not complete, a number's definition may still come;
    /// `[^a-z]` is more likely a regular expression.
    pub(super) fn is_footnote(&self, label: &str) -> bool {
        let may_come = !self.is_complete && label.bytes().all(|byte| byte.is_ascii_digit());
        may_come || self.defined_footnotes.iter().chain(&*self.numbered_footnotes).any(|known| known == label)
    }

    /// The number of a footnote, by the order in which they are first mentioned.
    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let known = self.numbered_footnotes.iter().position(|known| known == label);
        known.unwrap_or_else(|| {
            self.numbered_footnotes.push(label.to_owned());
            self.numbered_footnotes.len() - 1
        }) + 1
    }

    /// The id of the footnote with this number.
    pub(super) fn footnote_id(&self, number: usize) -> String {
        format!("note-{number}-{}", self.options.id)
    }

    /// A formula, as TeX if it cannot be rendered.
    pub(super) fn formula(&mut self, tex: &str, is_display: bool) -> Element {
        self.needs_math |= self.options.math.is_none();
        let rendered = self.options.math.and_then(|math| math(tex, is_display));
        let rendered = rendered.unwrap_or_else(|| Element::new("code").child(tex).into());
        let class = if is_display { "math display" } else { "math" };
        Element::new("span").with("class", class).child(rendered)
    }
}

fn find_footnotes(blocks: &[Block], labels: &mut Vec<String>) {
    for block in blocks {
        if let BlockKind::Footnote { label } = &block.kind {
            labels.push(label.clone());
        }
        find_footnotes(&block.children, labels);
    }
}
