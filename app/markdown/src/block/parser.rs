//! The blocks that are open while a text is read, and how they are opened and closed.

use super::tree::{Block, BlockKind};
use crate::inline::reference::{Definition, take_definitions};

/// The state of the parser between two lines.
pub(super) struct Parser {
    /// The document, and in each open block the one that is open in it. Never empty.
    pub(super) open: Vec<Block>,
    /// The link references so far.
    pub(super) definitions: Vec<Definition>,
    /// Where the line begins that is being read, in bytes.
    pub(super) line_start: usize,
    /// Where the line before it begins.
    pub(super) previous_line_start: usize,
}

impl Parser {
    pub(super) fn new() -> Self {
        Self {
            open: vec![Block::new(0, BlockKind::Document)],
            definitions: Vec::new(),
            line_start: 0,
            previous_line_start: 0,
        }
    }

    /// The innermost open block.
    pub(super) fn innermost(&mut self) -> &mut Block {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// Closes all but the first `depth` open blocks and opens another in them.
    pub(super) fn open_at(&mut self, depth: usize, kind: BlockKind) {
        self.close_to(depth);
        self.open(kind);
    }

    /// Opens a block in the innermost block that can contain it, and closes those that cannot.
    pub(super) fn open(&mut self, kind: BlockKind) {
        while !self.innermost().can_contain(&kind) {
            self.close();
        }
        self.open.push(Block::new(self.line_start, kind));
        let parent = self.open.len() - 2;
        if self.open[parent].ends_with_blank_line && !self.open[parent].children.is_empty() {
            self.mark_as_loose(parent);
        }
    }

    /// Marks the list as loose that is at `depth` or has its item there, since a blank line separates two blocks of it.
    fn mark_as_loose(&mut self, depth: usize) {
        let list = match self.open[depth].kind {
            BlockKind::Item { .. } => depth - 1,
            _ => depth,
        };
        if let BlockKind::List(list) = &mut self.open[list].kind {
            list.is_loose = true;
        }
    }

    /// Closes all but the first `depth` open blocks.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    /// Closes the innermost block.
    fn close(&mut self) {
        let Some(mut block) = self.open.pop() else { return };
        match &block.kind {
            BlockKind::Paragraph => take_definitions(&mut block.text, &mut self.definitions),
            BlockKind::Code { fence: None, .. } => remove_blank_lines_at_end(&mut block.text),
            BlockKind::Formula { delimiters, is_closed: false } => block.turn_into_paragraph(*delimiters),
            _ => {}
        }
        let is_empty = block.is_paragraph() && block.text.trim().is_empty();
        if !is_empty && !self.open.is_empty() {
            self.innermost().children.push(block);
        }
    }

    /// Remembers that the line was blank. Blank lines in fenced code separate nothing, nor do those in a block quote
    /// separate the blocks around it.
    pub(super) fn add_blank_line(&mut self) {
        if matches!(self.innermost().kind, BlockKind::Code { fence: Some(_), .. }) {
            return;
        }
        for block in self.open.iter_mut().rev() {
            block.ends_with_blank_line = true;
            if matches!(block.kind, BlockKind::BlockQuote) {
                return;
            }
        }
    }

    /// Remembers that the line was not blank.
    pub(super) fn clear_blank_lines(&mut self) {
        self.open.iter_mut().for_each(|block| block.ends_with_blank_line = false);
    }
}

fn remove_blank_lines_at_end(text: &mut String) {
    let content = text.trim_end_matches([' ', '\t', '\n']).len();
    let end = text[content..].find('\n').map_or(text.len(), |at| content + at + 1);
    text.truncate(end);
}
