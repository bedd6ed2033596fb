//! Which block a line starts.

use super::{
    formula,
    line::Line,
    markers::{atx_heading, code_fence, is_thematic_break, list_marker, setext_underline, skip_block_quote},
    parser::Parser,
    table,
    tree::{BlockKind, CodeFence, MAX_DEPTH},
};
use crate::inline::{footnote::footnote_definition, reference::take_definitions};

/// What the rest of a line may be after it started a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It may start another block in the one that was started.
    Open,
    /// The block took the whole line.
    Taken,
}

impl Parser {
    /// Starts the block that this line starts, in the first `depth` open blocks; `None` if it starts none.
    pub(super) fn start_block(&mut self, depth: usize, line: &mut Line<'_>) -> Option<Rest> {
        let text = line.text();
        let first = *text.as_bytes().first()?;
        let in_paragraph = self.open[depth - 1].is_paragraph();
        if line.indent() >= 4 {
            return self.start_indented_code(depth, line).then_some(Rest::Taken);
        }
        let has_room = self.open.len() < MAX_DEPTH;
        if first == b'>' && has_room && skip_block_quote(line) {
            self.open_at(depth, BlockKind::BlockQuote);
            return Some(Rest::Open);
        }
        let is_leaf = match first {
            b'#' => self.start_heading(depth, text),
            b'`' | b'~' => self.start_fenced_code(depth, text, line.indent()),
            b'$' | b'\\' => self.start_formula(depth, text, in_paragraph),
            _ => false,
        };
        if is_leaf || (in_paragraph && (self.underline(depth, text) || self.start_table(depth, text))) {
            return Some(Rest::Taken);
        }
        if is_thematic_break(text) {
            self.open_at(depth, BlockKind::ThematicBreak);
            return Some(Rest::Taken);
        }
        let is_container =
            has_room && (self.start_footnote(depth, line) || self.start_item(depth, line, in_paragraph));
        is_container.then_some(Rest::Open)
    }

    fn start_indented_code(&mut self, depth: usize, line: &mut Line<'_>) -> bool {
        let is_code = !matches!(self.innermost().kind, BlockKind::Paragraph | BlockKind::Table { .. });
        if is_code {
            line.skip_columns(4);
            self.open_at(depth, BlockKind::Code { info: String::new(), fence: None });
            self.innermost().add_line(line);
        }
        is_code
    }

    fn start_heading(&mut self, depth: usize, text: &str) -> bool {
        let Some((level, content)) = atx_heading(text) else { return false };
        self.open_at(depth, BlockKind::Heading(level));
        content.clone_into(&mut self.innermost().text);
        true
    }

    fn start_fenced_code(&mut self, depth: usize, text: &str, indent: usize) -> bool {
        let character = text.as_bytes()[0];
        let Some((length, info)) = code_fence(text, character) else { return false };
        let fence = Some(CodeFence { character, length, indent });
        self.open_at(depth, BlockKind::Code { info: info.to_owned(), fence });
        true
    }

    fn start_formula(&mut self, depth: usize, text: &str, in_paragraph: bool) -> bool {
        let paragraph = if in_paragraph { self.open[depth - 1].text.as_str() } else { "" };
        let Some((delimiters, tex)) = formula::opening_line(text, paragraph) else { return false };
        self.open_at(depth, BlockKind::Formula { delimiters, is_closed: false });
        self.innermost().text.extend([tex, "\n"]);
        true
    }

    /// Makes a heading of the paragraph that the line underlines.
    fn underline(&mut self, depth: usize, text: &str) -> bool {
        let Some(level) = setext_underline(text) else { return false };
        let paragraph = &mut self.open[depth - 1];
        take_definitions(&mut paragraph.text, &mut self.definitions);
        let is_heading = !paragraph.text.trim().is_empty();
        if is_heading {
            paragraph.kind = BlockKind::Heading(level);
        }
        is_heading
    }

    /// Makes the paragraph's last line the head of a table, if the delimiter row below it has as many cells.
    fn start_table(&mut self, depth: usize, text: &str) -> bool {
        let Some(alignments) = table::delimiter_row(text) else { return false };
        let paragraph = &mut self.open[depth - 1];
        let lines = paragraph.text.trim_end_matches('\n');
        let head_start = lines.rfind('\n').map_or(0, |at| at + 1);
        if table::cells(&lines[head_start..]).len() != alignments.len() {
            return false;
        }
        let mut rows = lines[head_start..].to_owned();
        rows.push('\n');
        paragraph.text.truncate(head_start);
        let splits_paragraph = head_start > 0;
        let table = BlockKind::Table { alignments, splits_paragraph };
        if splits_paragraph {
            let line_start = std::mem::replace(&mut self.line_start, self.previous_line_start);
            self.open_at(depth, table);
            self.line_start = line_start;
        } else {
            paragraph.kind = table;
        }
        self.innermost().text = rows;
        true
    }

    fn start_footnote(&mut self, depth: usize, line: &mut Line<'_>) -> bool {
        let Some((label, length)) = footnote_definition(line.text()) else { return false };
        line.skip_marker(length);
        self.open_at(depth, BlockKind::Footnote { label: label.to_owned() });
        true
    }

    fn start_item(&mut self, depth: usize, line: &mut Line<'_>, in_paragraph: bool) -> bool {
        let Some((list, length)) = list_marker(line.text()) else { return false };
        let offset = line.indent();
        let mut rest = *line;
        rest.skip_marker(length);
        // Within a paragraph a line that only happens to begin with a number, or with nothing but a marker, is text.
        if in_paragraph && (rest.is_blank() || list.first_number.is_some_and(|number| number != 1)) {
            return false;
        }
        let space = rest.indent();
        let space = if rest.is_blank() || space > 4 { 1 } else { space };
        rest.skip_columns(space);
        *line = rest;
        let continues_list = match &self.open[depth - 1].kind {
            BlockKind::List(open) => open.marker == list.marker,
            _ => false,
        };
        self.close_to(depth);
        if !continues_list {
            self.open(BlockKind::List(list));
        }
        self.open(BlockKind::Item { width: offset + length + space });
        true
    }
}
