//! Which block a line begins.

use super::{
    CodeFence, Kind, Line, MAX_DEPTH, Parser,
    marks::{code_fence, heading, is_rule, list_mark, take_quote},
};
use crate::markdown::{
    formula,
    link::{label_of_note, take_definitions},
    table,
};

impl Parser {
    /// Begins the block that this line begins, in the first `depth` of those that are open: whether there may
    /// be more in the line; `None` if it begins none.
    pub(super) fn begin(&mut self, depth: usize, line: &mut Line<'_>) -> Option<bool> {
        let indent = line.indent();
        let text = line.text();
        let first = *text.as_bytes().first()?;
        let in_paragraph = self.open[depth - 1].is_paragraph();
        if indent >= 4 {
            let is_code = !matches!(self.last().kind, Kind::Paragraph | Kind::Table(_));
            return is_code.then(|| {
                line.skip_columns(4);
                self.begin_in(depth, Kind::Code(String::new(), None));
                self.last().add_line(line);
                false
            });
        }
        let has_room = self.open.len() < MAX_DEPTH;
        match first {
            b'>' if has_room => {
                take_quote(line);
                self.begin_in(depth, Kind::Quote);
                return Some(true);
            }
            b'#' => {
                if let Some((level, words)) = heading(text) {
                    self.begin_in(depth, Kind::Heading(level));
                    words.clone_into(&mut self.last().text);
                    return Some(false);
                }
            }
            b'`' | b'~' => {
                if let Some((length, info)) = code_fence(text, first) {
                    let fence = CodeFence { mark: first, length, indent };
                    self.begin_in(depth, Kind::Code(info.to_owned(), Some(fence)));
                    return Some(false);
                }
            }
            b'$' | b'\\' => {
                let before = if in_paragraph { self.open[depth - 1].text.as_str() } else { "" };
                if let Some((fence, tex)) = formula::first_line(text, before) {
                    self.begin_in(depth, Kind::Math(fence, false));
                    self.last().text.extend([tex, "\n"]);
                    return Some(false);
                }
            }
            _ => {}
        }
        if in_paragraph && (self.underline(depth, text) || self.table(depth, text)) {
            return Some(false);
        }
        if is_rule(text) {
            self.begin_in(depth, Kind::Rule);
            return Some(false);
        }
        if first == b'['
            && has_room
            && let Some((label, length)) = label_of_note(text)
        {
            line.skip_mark(length);
            self.begin_in(depth, Kind::Note(label.to_owned()));
            return Some(true);
        }
        (has_room && self.item(depth, line, in_paragraph)).then_some(true)
    }

    /// A line under a paragraph makes it a heading.
    fn underline(&mut self, depth: usize, text: &str) -> bool {
        let line = text.trim_end_matches([' ', '\t']);
        let level = match line.as_bytes() {
            [b'=', rest @ ..] if rest.iter().all(|c| *c == b'=') => 1,
            [b'-', rest @ ..] if rest.iter().all(|c| *c == b'-') => 2,
            _ => return false,
        };
        let paragraph = &mut self.open[depth - 1];
        take_definitions(&mut paragraph.text, &mut self.references);
        let is_heading = !paragraph.text.trim().is_empty();
        if is_heading {
            paragraph.kind = Kind::Heading(level);
        }
        is_heading
    }

    /// A line of dashes under a line with as many cells makes it the head of a table.
    fn table(&mut self, depth: usize, text: &str) -> bool {
        let Some(alignments) = table::alignments(text) else { return false };
        let paragraph = &mut self.open[depth - 1];
        let words = paragraph.text.trim_end_matches('\n');
        let head = words.rfind('\n').map_or(0, |at| at + 1);
        if table::cells(&words[head..]).len() != alignments.len() {
            return false;
        }
        let mut rows = words[head..].to_owned();
        rows.push('\n');
        paragraph.text.truncate(head);
        if head == 0 {
            paragraph.kind = Kind::Table(alignments);
        } else {
            let start = std::mem::replace(&mut self.start, self.before);
            self.begin_in(depth, Kind::Table(alignments));
            self.start = start;
        }
        self.last().text = rows;
        true
    }

    fn item(&mut self, depth: usize, line: &mut Line<'_>, in_paragraph: bool) -> bool {
        let Some((list, length)) = list_mark(line.text()) else { return false };
        let offset = line.indent();
        let mut rest = *line;
        rest.skip_mark(length);
        if in_paragraph && (rest.is_blank() || list.first.is_some_and(|first| first != 1)) {
            return false;
        }
        let space = rest.indent();
        let space = if rest.is_blank() || space > 4 { 1 } else { space };
        rest.skip_columns(space);
        *line = rest;
        let goes_on = match &self.open[depth - 1].kind {
            Kind::List(open) => open.mark == list.mark,
            _ => false,
        };
        self.close_to(depth);
        if !goes_on {
            self.push(Kind::List(list));
        }
        self.push(Kind::Item(offset + length + space));
        true
    }
}
