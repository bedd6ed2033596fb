//! The blocks of a whole text.

use super::{
    continuation::Continuation,
    line::Line,
    parser::Parser,
    starts::Rest,
    tree::{Block, BlockKind},
};
use crate::inline::reference::Definition;

/// The blocks of a text, and the link references that it defines.
pub(crate) fn parse(source: &str) -> (Vec<Block>, Vec<Definition>) {
    let mut parser = Parser::new();
    for line in source.split_inclusive('\n') {
        parser.read_line(Line::new(line.trim_end_matches(['\n', '\r'])));
        parser.previous_line_start = parser.line_start;
        parser.line_start += line.len();
    }
    parser.close_to(1);
    let document = parser.open.pop();
    (document.map(|document| document.children).unwrap_or_default(), parser.definitions)
}

impl Parser {
    fn read_line(&mut self, mut line: Line<'_>) {
        let mut depth = 1;
        while depth < self.open.len() {
            match self.continuation(depth, &mut line) {
                Continuation::Continues => depth += 1,
                Continuation::Ends => break,
                Continuation::Closes => return self.close_to(depth),
            }
        }
        let continues_all = depth == self.open.len();
        // What is in code and formulas starts no blocks.
        let is_literal =
            matches!(self.open[depth - 1].kind, BlockKind::Code { .. } | BlockKind::Formula { .. });
        let mut started = depth;
        if !is_literal {
            while let Some(rest) = self.start_block(started, &mut line) {
                started = self.open.len();
                if rest == Rest::Taken {
                    return self.clear_blank_lines();
                }
            }
        }
        let is_blank = line.is_blank();
        let is_lazy_continuation =
            started == depth && !continues_all && !is_blank && self.innermost().is_paragraph();
        if !is_lazy_continuation {
            self.close_to(started);
        }
        if is_literal && started == depth {
            self.innermost().add_line(&line);
        } else if !is_blank {
            self.add_text(line);
        }
        if is_blank && started == depth { self.add_blank_line() } else { self.clear_blank_lines() }
    }

    /// Adds a line of text to the open paragraph or table, or begins a paragraph.
    fn add_text(&mut self, mut line: Line<'_>) {
        line.skip_indent();
        if !self.innermost().is_paragraph() && !matches!(self.innermost().kind, BlockKind::Table { .. }) {
            self.open(BlockKind::Paragraph);
        }
        self.innermost().add_line(&line);
    }
}
