//! Markdown to nodes. Model output is data: HTML is shown as text, links have safe schemes only, pictures are not
//! loaded (their address could carry the conversation away), and elements are made one by one, never from a
//! string of HTML.

use super::{
    Extras, Wants,
    block::{self, Block, Kind},
    entity::unescape,
    node::{Element, Node},
    table::{self, Alignment},
    words::{Labels, words},
};

/// A block of the text as it is drawn, and where it begins in the text.
pub(super) struct Drawing {
    pub(super) start: usize,
    pub(super) node: Node,
}

/// Draws `source`. `notes` has the labels of the footnotes so far, in the order of their numbers. In a text that
/// `is_whole`, a footnote is one that is defined; before, its definition may still come.
pub(super) fn render(
    source: &str,
    is_whole: bool,
    extras: &Extras,
    notes: &mut Vec<String>,
) -> (Vec<Drawing>, Wants) {
    let (blocks, references) = block::parse(source);
    let mut defined = Vec::new();
    find_labels(&blocks, &mut defined);
    let labels = Labels { references, defined, is_whole, notes };
    let mut renderer = Renderer { labels, extras, wants: Wants::default() };
    let mut drawn = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let node = renderer.element(block).into();
        drawn.push(Drawing { start: block.start, node });
    }
    (drawn, renderer.wants)
}

/// Whether `source` defines link references or footnotes, which may be used before they are defined.
pub(super) fn has_references(source: &str) -> bool {
    let may_define = |line: &str| {
        let line = line.trim_start_matches(|c: char| {
            c.is_ascii_whitespace() || ">-+*.)".contains(c) || c.is_ascii_digit()
        });
        line.starts_with('[') && line.contains("]:")
    };
    source.contains("]:") && source.lines().any(may_define)
}

fn find_labels(blocks: &[Block], labels: &mut Vec<String>) {
    for block in blocks {
        if let Kind::Note(label) = &block.kind {
            labels.push(label.clone());
        }
        find_labels(&block.children, labels);
    }
}

struct Renderer<'a> {
    labels: Labels<'a>,
    extras: &'a Extras,
    wants: Wants,
}

impl Renderer<'_> {
    fn words(&mut self, text: &str) -> Vec<Node> {
        words(text, &mut self.labels, self.extras, &mut self.wants)
    }

    fn element(&mut self, block: &Block) -> Element {
        match &block.kind {
            Kind::Document | Kind::Quote => self.around("blockquote", block, false),
            Kind::List(list) => {
                let mut element = Element::new(if list.first.is_some() { "ol" } else { "ul" });
                if let Some(first) = list.first.filter(|first| *first != 1) {
                    element = element.with("start", first.to_string());
                }
                let item = |item| self.around("li", item, !list.is_loose).into();
                element.children = block.children.iter().map(item).collect();
                element
            }
            Kind::Item(_) => self.around("li", block, false),
            Kind::Note(label) => {
                let number = self.labels.number(label);
                let id = format!("note-{number}-{}", self.extras.id);
                let mark = Element::new("sup").child(&*number.to_string());
                let mut note = self.around("div", block, false).with("class", "note").with("id", id);
                note.children.insert(0, mark.into());
                note
            }
            Kind::Paragraph => self.leaf("p", &block.text),
            Kind::Heading(level) => self.leaf(heading(*level), &block.text),
            Kind::Code(info, _) => self.code_block(info, &block.text),
            Kind::Math(..) => Element::new("p").child(super::words::math(
                block.text.trim(),
                true,
                self.extras,
                &mut self.wants,
            )),
            Kind::Table(alignments) => self.table(alignments, &block.text),
            Kind::Rule => Element::new("hr"),
        }
    }

    fn leaf(&mut self, tag: &'static str, text: &str) -> Element {
        let mut element = Element::new(tag);
        element.children = self.words(text);
        element
    }

    /// An element around blocks. In a tight one, paragraphs are just their words.
    fn around(&mut self, tag: &'static str, block: &Block, is_tight: bool) -> Element {
        let mut element = Element::new(tag);
        for (n, child) in block.children.iter().enumerate() {
            if !matches!(child.kind, Kind::Paragraph) {
                element.push(self.element(child).into());
                continue;
            }
            let task = if n == 0 && tag == "li" { task(&child.text) } else { None };
            let (mark, text) = task.map_or((None, child.text.as_str()), |(mark, text)| (Some(mark), text));
            let mark = mark.map(|mark| Element::new("span").with("class", "task").child(mark).into());
            let words: Vec<Node> = mark.into_iter().chain(self.words(text)).collect();
            if is_tight {
                for word in words {
                    element.push(word);
                }
            } else {
                let mut paragraph = Element::new("p");
                paragraph.children = words;
                element.push(paragraph.into());
            }
        }
        element
    }

    /// A wide table scrolls in its own box, which the keyboard can reach.
    fn table(&mut self, alignments: &[Alignment], text: &str) -> Element {
        let mut lines = text.lines();
        let mut row = |tag: &'static str, line: &str| {
            let mut row = Element::new("tr");
            let mut cells = table::cells(line).into_iter();
            for alignment in alignments {
                let cell = self.leaf(tag, &cells.next().unwrap_or_default());
                row.push(cell.with("class", alignment.class()).into());
            }
            row
        };
        let head = Element::new("thead").child(row("th", lines.next().unwrap_or_default()));
        let mut body = Element::new("tbody");
        for line in lines {
            body.push(row("td", line).into());
        }
        let table = Element::new("table").child(head).child(body);
        Element::new("div").with("class", "table").with("tabindex", "0").child(table)
    }

    /// Code with its language, and what can be done with it.
    fn code_block(&mut self, info: &str, code: &str) -> Element {
        let language = unescape(info.split([' ', ',']).next().unwrap_or_default());
        let [copy, wrap, download] = self.extras.labels;
        let button = |act: &str, label: &str| {
            Element::new("button").with("type", "button").with("data-do", act).child(label)
        };
        let caption = Element::new("figcaption")
            .child(Element::new("span").child(&*language))
            .child(button("wrap", wrap))
            .child(button("copy", copy))
            .child(button("download", download));
        let spans = self.extras.highlight.and_then(|highlight| highlight(&language, code));
        let mut text = Element::new("code");
        if !language.is_empty() {
            text = text.with("data-language", language);
            self.wants.highlight = true;
        }
        text.children = spans.unwrap_or_else(|| vec![code.into()]);
        let block = Element::new("pre").with("tabindex", "0").child(text);
        Element::new("figure").with("class", "code").child(caption).child(block)
    }
}

/// The box of a task, and what is to be done.
fn task(text: &str) -> Option<(&'static str, &str)> {
    let (mark, rest) = text.split_at_checked(3)?;
    let mark = match mark {
        "[ ]" => "☐ ",
        "[x]" | "[X]" => "☑ ",
        _ => return None,
    };
    rest.starts_with([' ', '\t', '\n']).then(|| (mark, rest.trim_start_matches([' ', '\t'])))
}

/// The page itself has the first level.
fn heading(level: u8) -> &'static str {
    match level {
        1 => "h2",
        2 => "h3",
        3 => "h4",
        4 => "h5",
        _ => "h6",
    }
}
