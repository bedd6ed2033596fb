//! The blocks of a text as a tree.

use super::{formula::Delimiters, line::Line, table::Alignment};

/// Blocks and inlines that are nested deeper stay text: programs and browsers walk the tree by recursion.
pub(crate) const MAX_DEPTH: usize = 100;

/// A block with the blocks in it.
pub(crate) struct Block {
    /// Where its first line begins in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) kind: BlockKind,
    /// The text of a block that has no blocks in it, without the markers of the blocks around it.
    pub(crate) text: String,
    pub(crate) children: Vec<Block>,
    /// Its last line was blank.
    pub(super) ends_with_blank_line: bool,
}

/// What a block is.
pub(crate) enum BlockKind {
    /// The root of the tree.
    Document,
    BlockQuote,
    List(List),
    Item {
        /// How many columns its marker takes, the white space around the marker included.
        width: usize,
    },
    /// The definition of a footnote.
    Footnote {
        label: String,
    },
    Paragraph,
    /// With its level, 1 to 6.
    Heading(u8),
    Code {
        /// The info string: the language as a rule.
        info: String,
        /// `None`: it is an indented code block.
        fence: Option<CodeFence>,
    },
    Formula {
        delimiters: Delimiters,
        is_closed: bool,
    },
    Table {
        alignments: Vec<Alignment>,
        /// Its head was the last line of a paragraph.
        splits_paragraph: bool,
    },
    ThematicBreak,
}

/// What the items of a list have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct List {
    /// The bullet, or what follows the number: another one begins another list.
    pub(super) marker: u8,
    /// The first number; `None` for a bullet list.
    pub(crate) first_number: Option<u32>,
    /// A blank line separates items or their blocks, so that each paragraph is shown as one.
    pub(crate) is_loose: bool,
}

/// The line that opened a fenced code block.
pub(crate) struct CodeFence {
    /// A backtick or a tilde.
    pub(super) character: u8,
    pub(super) length: usize,
    /// In columns.
    pub(super) indent: usize,
}

impl Block {
    pub(super) fn new(start: usize, kind: BlockKind) -> Self {
        Self { start, kind, text: String::new(), children: Vec::new(), ends_with_blank_line: false }
    }

    pub(super) fn can_contain(&self, kind: &BlockKind) -> bool {
        let is_item = matches!(kind, BlockKind::Item { .. });
        match self.kind {
            BlockKind::List(_) => is_item,
            BlockKind::Document
            | BlockKind::BlockQuote
            | BlockKind::Item { .. }
            | BlockKind::Footnote { .. } => !is_item,
            _ => false,
        }
    }

    /// Adds the rest of a line to its text.
    pub(super) fn add_line(&mut self, line: &Line<'_>) {
        line.append_to(&mut self.text);
        self.text.push('\n');
    }

    /// A formula without an end, or with text after its end, is a paragraph.
    pub(super) fn turn_into_paragraph(&mut self, delimiters: Delimiters) {
        self.text.insert_str(0, delimiters.opening());
        self.kind = BlockKind::Paragraph;
    }

    pub(super) fn is_paragraph(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph)
    }
}
