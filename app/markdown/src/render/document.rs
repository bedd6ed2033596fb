//! The nodes of a whole text.

use super::{
    blocks::render_block,
    context::{Context, FootnoteNumbers},
};
use crate::{
    block::{document::parse, tree::BlockKind},
    direction::set_directions,
    node::Node,
    options::Options,
};

/// Renders a text that is complete: a node for each of its blocks.
pub fn render(text: &str, options: &Options) -> Vec<Node> {
    let rendered = render_blocks(text, true, options, &mut FootnoteNumbers::new());
    rendered.blocks.into_iter().map(|block| block.node).collect()
}

/// The blocks of a text.
pub(crate) struct Rendered {
    pub(crate) blocks: Vec<RenderedBlock>,
    /// There are formulas, and no [`Options::math`].
    pub(crate) needs_math: bool,
}

/// A block of a text.
pub(crate) struct RenderedBlock {
    /// Where its first line begins in the text, in bytes.
    pub(crate) start: usize,
    /// The text from there on is rendered the same by itself.
    pub(crate) is_independent: bool,
    pub(crate) length: Length,
    /// Its number, if it is a note.
    note: Option<usize>,
    pub(crate) node: Node,
}

/// What is done about a block that is very long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// The block goes on as another one.
    Splits,
    /// The same, and its head stands above each.
    RepeatsHead,
    /// Nothing: it costs little for its length.
    MayBeLong,
}

impl Length {
    fn of(kind: &BlockKind) -> Self {
        match kind {
            BlockKind::Code { .. } => Self::MayBeLong,
            BlockKind::Table { .. } => Self::RepeatsHead,
            _ => Self::Splits,
        }
    }
}

/// Renders the blocks of `text` and numbers its `footnotes` after those that are known. In a text that `is_complete`, a
/// footnote must be defined; before, its definition may still come.
pub(crate) fn render_blocks(
    text: &str,
    is_complete: bool,
    options: &Options,
    footnotes: &mut FootnoteNumbers,
) -> Rendered {
    let (blocks, definitions) = parse(text);
    let mut context = Context::new(&blocks, definitions, footnotes, is_complete, options);
    let mut rendered = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let mut element = render_block(block, &mut context);
        set_directions(&mut element, false);
        // The first line of a table that splits a paragraph might begin another block without the paragraph.
        let is_independent = !matches!(block.kind, BlockKind::Table { splits_paragraph: true, .. });
        let length = Length::of(&block.kind);
        let number = match &block.kind {
            BlockKind::Footnote { label } => Some(context.footnote_number(label)),
            _ => None,
        };
        // In the end, notes that follow one another stand in the order of their numbers.
        let is_later = |other: &RenderedBlock| is_complete && number.is_some() && other.note > number;
        let after = rendered.iter().rev().take_while(|other| is_later(other)).count();
        let block =
            RenderedBlock { start: block.start, is_independent, length, note: number, node: element.into() };
        rendered.insert(rendered.len() - after, block);
    }
    Rendered { blocks: rendered, needs_math: context.needs_math }
}
