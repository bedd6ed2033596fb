//! What the whole text means for the rendering of each of its parts.

use crate::{
    block::tree::{Block, BlockKind},
    inline::reference::{Definition, References},
    node::Element,
    options::Options,
};
use std::collections::BTreeMap;

/// The numbers of the footnotes so far, by their labels.
pub(crate) type FootnoteNumbers = BTreeMap<String, usize>;

/// What blocks and inlines are rendered with.
pub(super) struct Context<'a> {
    pub(super) options: &'a Options,
    pub(super) references: References,
    /// How often the text defines each footnote. A set would be another type, which the page would load too.
    defined_footnotes: BTreeMap<String, usize>,
    footnote_numbers: &'a mut FootnoteNumbers,
    is_complete: bool,
    /// There was a formula and no way to render it.
    pub(super) needs_math: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        blocks: &[Block],
        definitions: Vec<Definition>,
        footnote_numbers: &'a mut FootnoteNumbers,
        is_complete: bool,
        options: &'a Options,
    ) -> Self {
        let mut defined_footnotes = BTreeMap::new();
        find_footnotes(blocks, &mut defined_footnotes);
        let references = References::new(definitions, options.lowercase);
        Self { options, references, defined_footnotes, footnote_numbers, is_complete, needs_math: false }
    }

    /// Whether `[^label]` refers to a footnote. While a text is not complete, a number's definition may still come;
    /// `[^a-z]` is more likely a regular expression.
    pub(super) fn is_footnote(&self, label: &str) -> bool {
        let may_come = !self.is_complete && label.bytes().all(|byte| byte.is_ascii_digit());
        may_come || self.defined_footnotes.contains_key(label) || self.footnote_numbers.contains_key(label)
    }

    /// The number of a footnote, by the order in which they are first mentioned.
    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnote_numbers.len() + 1;
        *self.footnote_numbers.entry(label.to_owned()).or_insert(next)
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

fn find_footnotes(blocks: &[Block], labels: &mut BTreeMap<String, usize>) {
    for block in blocks {
        if let BlockKind::Footnote { label } = &block.kind {
            *labels.entry(label.clone()).or_default() += 1;
        }
        find_footnotes(&block.children, labels);
    }
}
