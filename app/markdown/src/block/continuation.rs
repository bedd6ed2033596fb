//! Whether a line continues a block that is open.

use super::{
    formula,
    line::Line,
    markers::skip_block_quote,
    parser::Parser,
    tree::{Block, BlockKind},
};

/// What a line means for an open block.
pub(super) enum Continuation {
    /// It belongs to the block.
    Continues,
    /// The block ended before the line.
    Ends,
    /// It is the block's last line, and nothing else.
    Closes,
}

impl Parser {
    /// Whether `line` continues the open block at `depth`, whose markers are skipped in it.
    pub(super) fn continuation(&mut self, depth: usize, line: &mut Line<'_>) -> Continuation {
        let (indent, is_blank) = (line.indent(), line.is_blank());
        let is_innermost = depth + 1 == self.open.len();
        let block = &mut self.open[depth];
        let continues = match &block.kind {
            BlockKind::Document | BlockKind::List(_) => true,
            BlockKind::BlockQuote => skip_block_quote(line),
            // An item may begin with one blank line, not with two.
            BlockKind::Item { .. } if is_blank => !(is_innermost && block.children.is_empty()),
            BlockKind::Footnote { .. } if is_blank => true,
            BlockKind::Item { width } => skip_indent(line, indent, *width),
            BlockKind::Footnote { .. } => skip_indent(line, indent, 4),
            BlockKind::Paragraph | BlockKind::Table { .. } => !is_blank,
            BlockKind::Heading(_) | BlockKind::ThematicBreak => false,
            BlockKind::Code { fence: None, .. } => skip_indent(line, if is_blank { 4 } else { indent }, 4),
            BlockKind::Code { fence: Some(fence), .. } => {
                if indent < 4 && fence.is_closed_by(line.text()) {
                    return Continuation::Closes;
                }
                line.skip_columns(fence.indent.min(indent));
                true
            }
            BlockKind::Formula { .. } => return formula_continuation(block, line),
        };
        if continues { Continuation::Continues } else { Continuation::Ends }
    }
}

/// Skips `width` columns if the line is indented by as many.
fn skip_indent(line: &mut Line<'_>, indent: usize, width: usize) -> bool {
    let is_indented = indent >= width;
    if is_indented {
        line.skip_columns(width);
    }
    is_indented
}

fn formula_continuation(block: &mut Block, line: &Line<'_>) -> Continuation {
    let BlockKind::Formula { delimiters, is_closed } = &mut block.kind else { return Continuation::Ends };
    let delimiters = *delimiters;
    match formula::closing_line(line.text(), delimiters) {
        Some((tex, "")) => {
            *is_closed = true;
            block.text.push_str(tex);
            return Continuation::Closes;
        }
        Some(_) => block.turn_into_paragraph(delimiters),
        None => {}
    }
    if line.is_blank() { Continuation::Ends } else { Continuation::Continues }
}
