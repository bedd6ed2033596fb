//! Markdown's blocks: what stands in what, line by line, after the strategy that CommonMark's specification
//! describes (<https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy>), with GFM's tables and footnotes.
//! There are no HTML blocks: a model's HTML is text.

mod begin;
mod marks;

use super::{
    formula::{self, Fence},
    line::Line,
    link::{References, take_definitions},
    table::Alignment,
};
pub(super) use marks::run;
use marks::take_quote;

/// What is nested deeper is text at this depth: a page's elements are walked by recursion.
pub(super) const MAX_DEPTH: usize = 100;

/// A block with what is in it.
pub(super) struct Block {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    pub(super) kind: Kind,
    /// The text of a leaf, without the marks of what it stands in.
    pub(super) text: String,
    pub(super) children: Vec<Block>,
    /// Its last line was blank.
    has_gap: bool,
}

pub(super) enum Kind {
    Document,
    Quote,
    List(List),
    /// Its text begins after so many columns.
    Item(usize),
    /// A footnote's text, with its label.
    Note(String),
    Paragraph,
    Heading(u8),
    /// With its language, and how it is fenced; by indentation if it is not.
    Code(String, Option<CodeFence>),
    /// With how it begins, and whether it has ended.
    Math(Fence, bool),
    Table(Vec<Alignment>),
    Rule,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    /// The bullet, or what follows the number.
    mark: u8,
    /// The first number.
    pub(super) first: Option<u32>,
    /// Its items are paragraphs.
    pub(super) is_loose: bool,
}

pub(super) struct CodeFence {
    mark: u8,
    length: usize,
    indent: usize,
}

impl Block {
    fn new(start: usize, kind: Kind) -> Self {
        Self { start, kind, text: String::new(), children: Vec::new(), has_gap: false }
    }

    fn can_contain(&self, kind: &Kind) -> bool {
        match self.kind {
            Kind::List(_) => matches!(kind, Kind::Item(_)),
            Kind::Document | Kind::Quote | Kind::Item(_) | Kind::Note(_) => !matches!(kind, Kind::Item(_)),
            _ => false,
        }
    }

    /// Adds what is left of a line to its text.
    fn add_line(&mut self, line: &Line<'_>) {
        line.write(&mut self.text);
        self.text.push('\n');
    }

    /// A formula that ends nowhere, or in the midst of a line, is no block.
    fn become_words(&mut self, fence: Fence) {
        self.text.insert_str(0, fence.open());
        self.kind = Kind::Paragraph;
    }

    fn is_paragraph(&self) -> bool {
        matches!(self.kind, Kind::Paragraph)
    }
}

/// Whether a line goes on with a block that is open.
enum Goes {
    On,
    Not,
    /// It was the block's last line.
    Ended,
}

/// The blocks of a text, and what it defines for links.
pub(super) fn parse(source: &str) -> (Vec<Block>, References) {
    let mut parser = Parser {
        open: vec![Block::new(0, Kind::Document)],
        references: References::default(),
        start: 0,
        before: 0,
    };
    for line in source.split_inclusive('\n') {
        parser.line(Line::new(line.trim_end_matches(['\n', '\r'])));
        parser.before = parser.start;
        parser.start += line.len();
    }
    while parser.open.len() > 1 {
        parser.close();
    }
    let document = parser.open.pop();
    (document.map(|document| document.children).unwrap_or_default(), parser.references)
}

struct Parser {
    /// The document, and in each block the one that is open in it.
    open: Vec<Block>,
    references: References,
    /// Where this line begins, and where the one before does.
    start: usize,
    before: usize,
}

impl Parser {
    fn line(&mut self, mut line: Line<'_>) {
        let mut depth = 1;
        while depth < self.open.len() {
            match self.goes_on(depth, &mut line) {
                Goes::On => depth += 1,
                Goes::Not => break,
                Goes::Ended => return self.close_to(depth),
            }
        }
        let is_whole = depth == self.open.len();
        let takes_all = matches!(self.open[depth - 1].kind, Kind::Code(..) | Kind::Math(..));
        let mut begun = depth;
        if !takes_all {
            while let Some(more) = self.begin(begun, &mut line) {
                begun = self.open.len();
                if !more {
                    return self.clear_gaps();
                }
            }
        }
        let is_blank = line.is_blank();
        let is_lazy = begun == depth && !is_whole && !is_blank && self.last().is_paragraph();
        if !is_lazy {
            self.close_to(begun);
        }
        if takes_all && begun == depth {
            self.last().add_line(&line);
        } else if !is_blank {
            self.add_words(line);
        }
        if is_blank && begun == depth { self.add_gap() } else { self.clear_gaps() }
    }

    /// The innermost block that is open; there always is one.
    fn last(&mut self) -> &mut Block {
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn add_words(&mut self, mut line: Line<'_>) {
        line.skip_indent();
        if !self.last().is_paragraph() && !matches!(self.last().kind, Kind::Table(_)) {
            self.push(Kind::Paragraph);
        }
        self.last().add_line(&line);
    }

    fn goes_on(&mut self, depth: usize, line: &mut Line<'_>) -> Goes {
        let (indent, is_blank) = (line.indent(), line.is_blank());
        let is_innermost = depth + 1 == self.open.len();
        let block = &mut self.open[depth];
        let goes_on = match &block.kind {
            Kind::Document | Kind::List(_) => true,
            Kind::Quote => take_quote(line),
            // An item may begin with one blank line, not with two.
            Kind::Item(_) if is_blank => !(is_innermost && block.children.is_empty()),
            Kind::Note(_) if is_blank => true,
            Kind::Item(width) => {
                indent >= *width && {
                    line.skip_columns(*width);
                    true
                }
            }
            Kind::Note(_) => {
                indent >= 4 && {
                    line.skip_columns(4);
                    true
                }
            }
            Kind::Paragraph | Kind::Table(_) => !is_blank,
            Kind::Heading(_) | Kind::Rule => false,
            Kind::Code(_, None) => {
                (indent >= 4 || is_blank) && {
                    line.skip_columns(4);
                    true
                }
            }
            Kind::Code(_, Some(fence)) => {
                if indent < 4 && fence.is_closed_by(line.text()) {
                    return Goes::Ended;
                }
                line.skip_columns(fence.indent.min(indent));
                true
            }
            Kind::Math(fence, _) => {
                let fence = *fence;
                match formula::last_line(line.text(), fence) {
                    Some((tex, "")) => {
                        block.text.push_str(tex);
                        block.kind = Kind::Math(fence, true);
                        return Goes::Ended;
                    }
                    Some(_) => block.become_words(fence),
                    None => {}
                }
                !is_blank
            }
        };
        if goes_on { Goes::On } else { Goes::Not }
    }

    /// Opens a block in the first `depth` of those that are open.
    fn begin_in(&mut self, depth: usize, kind: Kind) {
        self.close_to(depth);
        self.push(kind);
    }

    fn push(&mut self, kind: Kind) {
        while !self.last().can_contain(&kind) {
            self.close();
        }
        self.open.push(Block::new(self.start, kind));
        let parent = self.open.len() - 2;
        if self.open[parent].has_gap && !self.open[parent].children.is_empty() {
            self.loosen(parent);
        }
    }

    /// A blank line stands between two blocks of this one.
    fn loosen(&mut self, depth: usize) {
        let list = match self.open[depth].kind {
            Kind::Item(_) => depth - 1,
            _ => depth,
        };
        if let Kind::List(list) = &mut self.open[list].kind {
            list.is_loose = true;
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(mut block) = self.open.pop() else { return };
        match &block.kind {
            Kind::Paragraph => take_definitions(&mut block.text, &mut self.references),
            Kind::Code(_, None) => {
                let kept = block.text.trim_end_matches([' ', '\t', '\n']).len();
                let end = block.text[kept..].find('\n').map_or(block.text.len(), |at| kept + at + 1);
                block.text.truncate(end);
            }
            Kind::Math(fence, false) => block.become_words(*fence),
            _ => {}
        }
        let is_empty = block.is_paragraph() && block.text.trim().is_empty();
        if !is_empty && !self.open.is_empty() {
            self.last().children.push(block);
        }
    }

    /// A blank line parts blocks: not those in a fence, and not those around a quote that it stands in.
    fn add_gap(&mut self) {
        if matches!(self.last().kind, Kind::Code(_, Some(_))) {
            return;
        }
        for block in self.open.iter_mut().rev() {
            block.has_gap = true;
            if matches!(block.kind, Kind::Quote) {
                return;
            }
        }
    }

    fn clear_gaps(&mut self) {
        self.open.iter_mut().for_each(|block| block.has_gap = false);
    }
}
