//! Markdown to nodes. Model output is data: HTML is shown as text, links have safe schemes only, pictures are not
//! loaded (their address could carry the conversation away), and elements are made one by one, never from a
//! string of HTML.

use super::{
    Extras, Wants, autolink,
    node::{Element, Node},
    tex::Dollars,
};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What is nested deeper is drawn at this depth: a page's elements are walked by recursion.
const MAX_DEPTH: usize = 100;

/// A block of the text, and where it begins in it.
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) node: Node,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

/// Draws `source`. `notes` has the labels of the footnotes so far, in the order of their numbers.
pub(super) fn render(source: &str, extras: &Extras, notes: &mut Vec<String>) -> (Vec<Block>, Wants) {
    let dollars = Dollars::new(source);
    let mut renderer = Renderer {
        source,
        extras,
        notes,
        dollars: &dollars,
        open: Vec::new(),
        blocks: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        code: None,
        too_deep: 0,
        links: 0,
        wants: Wants::default(),
    };
    for (event, range) in Parser::new_ext(&dollars.text, options()).into_offset_iter() {
        renderer.event(event, range);
    }
    (renderer.blocks, renderer.wants)
}

/// Whether `source` defines link references or footnotes, which may be used before they are defined.
pub(super) fn has_references(source: &str) -> bool {
    let defines = |source| Parser::new_ext(source, options()).reference_definitions().iter().next().is_some();
    source.contains("]:") && (source.contains("[^") || defines(source))
}

/// The address, if a reader may be led there by something that a model wrote.
fn safe_link(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_safe = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    let is_plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (is_safe && is_plain).then_some(url)
}

fn link(url: &str, title: &str) -> Element {
    match safe_link(url) {
        Some(url) => {
            let link = Element::new("a")
                .with("href", url)
                .with("rel", "noopener noreferrer nofollow")
                .with("target", "_blank");
            if title.is_empty() { link } else { link.with("title", title) }
        }
        None => Element::new("span").with("class", "unsafe-link"),
    }
}

struct Renderer<'a> {
    source: &'a str,
    extras: &'a Extras,
    notes: &'a mut Vec<String>,
    dollars: &'a Dollars,
    /// The elements that are open, with where their blocks begin.
    open: Vec<(usize, Element)>,
    blocks: Vec<Block>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Language and text of the code block that is open.
    code: Option<(String, String)>,
    /// How many elements are open that are not drawn, since they are too deep.
    too_deep: usize,
    /// How many links are open.
    links: usize,
    wants: Wants,
}

impl Renderer<'_> {
    fn open(&mut self, start: usize, element: Element) {
        if self.too_deep > 0 || self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
        } else {
            self.open.push((start, element));
        }
    }

    fn add(&mut self, start: usize, node: impl Into<Node>) {
        match self.open.last_mut() {
            Some((_, parent)) => parent.push(node.into()),
            None => self.blocks.push(Block { start, node: node.into() }),
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some((start, mut element)) = self.open.pop() {
            if self.links == 0 {
                element.children = linked(element.children);
            }
            self.add(start, element);
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let start = range.start;
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.code = Some((language(&kind), String::new())),
            Event::Start(tag) => self.start(tag, start),
            Event::End(end) => self.end(end, start),
            Event::Text(text) => match &mut self.code {
                // As it was written: in code, brackets are brackets.
                Some((_, code)) if text.len() == range.len() => code.push_str(&self.source[range]),
                Some((_, code)) => code.push_str(&text),
                None => self.add(start, &*text),
            },
            Event::InlineHtml(html) if is_line_break(&html) => self.add(start, Element::new("br")),
            Event::Html(html) | Event::InlineHtml(html) => self.add(start, &*html),
            Event::Code(text) => {
                let written = self.source[range].trim_matches('`');
                let text =
                    if written.contains("\\(") || written.contains("\\[") { written.trim() } else { &*text };
                self.add(start, Element::new("code").child(text));
            }
            // "$5-$10" is money.
            Event::InlineMath(_) if self.source[range.end..].starts_with(|c: char| c.is_ascii_digit()) => {
                self.add(start, &self.source[range]);
            }
            Event::InlineMath(tex) => self.math(start, &tex, false),
            Event::DisplayMath(tex) => {
                let is_display = !self.dollars.is_inline(start);
                self.math(start, &tex, is_display);
            }
            Event::FootnoteReference(label) => {
                let number = self.number(&label);
                let link = Element::new("a").with("href", format!("#note-{number}-{}", self.extras.id));
                self.add(start, Element::new("sup").child(link.child(&*number.to_string())));
            }
            Event::SoftBreak => self.add(start, "\n"),
            Event::HardBreak => self.add(start, Element::new("br")),
            Event::Rule => self.add(start, Element::new("hr")),
            Event::TaskListMarker(done) => {
                let mark = if done { "☑ " } else { "☐ " };
                self.add(start, Element::new("span").with("class", "task").child(mark));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, start: usize) {
        let element = match tag {
            Tag::Heading { level, .. } => Element::new(heading(level)),
            Tag::BlockQuote(_) => Element::new("blockquote"),
            Tag::List(None) => Element::new("ul"),
            Tag::List(Some(1)) => Element::new("ol"),
            Tag::List(Some(first)) => Element::new("ol").with("start", first.to_string()),
            Tag::Item => Element::new("li"),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                // A wide table scrolls in its own box, which the keyboard can reach.
                self.open(start, Element::new("div").with("class", "table").with("tabindex", "0"));
                Element::new("table")
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.open(start, Element::new("thead"));
                Element::new("tr")
            }
            Tag::TableRow => {
                self.column = 0;
                Element::new("tr")
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => Element::new("em"),
            Tag::Strong => Element::new("strong"),
            Tag::Strikethrough => Element::new("del"),
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                self.links += 1;
                link(&dest_url, &title)
            }
            Tag::FootnoteDefinition(label) => {
                let number = self.number(&label);
                let id = format!("note-{number}-{}", self.extras.id);
                let note = Element::new("div").with("class", "note").with("id", id);
                note.child(Element::new("sup").child(&*number.to_string()))
            }
            _ => Element::new("p"),
        };
        self.open(start, element);
    }

    fn cell(&mut self) -> Element {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "left",
        };
        self.column += 1;
        Element::new(if self.in_head { "th" } else { "td" }).with("class", class)
    }

    fn end(&mut self, end: TagEnd, start: usize) {
        match end {
            TagEnd::CodeBlock => {
                if let Some((language, code)) = self.code.take() {
                    let block = self.code_block(&language, &code);
                    self.add(start, block);
                }
            }
            TagEnd::Link | TagEnd::Image => {
                self.close();
                self.links -= 1;
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.close();
                self.close();
                self.open(start, Element::new("tbody"));
            }
            TagEnd::Table => (0..3).for_each(|_| self.close()),
            _ => self.close(),
        }
    }

    /// Code with its language, and what can be done with it.
    fn code_block(&mut self, language: &str, code: &str) -> Element {
        let [copy, wrap, download] = self.extras.labels;
        let button = |act: &str, label: &str| {
            Element::new("button").with("type", "button").with("data-do", act).child(label)
        };
        let caption = Element::new("figcaption")
            .child(Element::new("span").child(language))
            .child(button("wrap", wrap))
            .child(button("copy", copy))
            .child(button("download", download));
        let mut text = Element::new("code");
        if !language.is_empty() {
            text = text.with("data-language", language);
            self.wants.highlight = true;
        }
        let spans = self.extras.highlight.and_then(|highlight| highlight(language, code));
        text.children = spans.unwrap_or_else(|| vec![code.into()]);
        let block = Element::new("pre").with("tabindex", "0").child(text);
        Element::new("figure").with("class", "code").child(caption).child(block)
    }

    fn math(&mut self, start: usize, tex: &str, is_display: bool) {
        self.wants.math = true;
        let drawn = self.extras.math.and_then(|math| math(tex, is_display));
        let drawn = drawn.unwrap_or_else(|| Element::new("code").child(tex).into());
        let class = if is_display { "math display" } else { "math" };
        self.add(start, Element::new("span").with("class", class).child(drawn));
    }

    fn number(&mut self, label: &str) -> usize {
        let known = self.notes.iter().position(|note| note == label);
        known.unwrap_or_else(|| {
            self.notes.push(label.to_owned());
            self.notes.len() - 1
        }) + 1
    }
}

/// Addresses in plain text become links.
fn linked(nodes: Vec<Node>) -> Vec<Node> {
    let may_have = |text: &str| text.contains("://") || text.contains("www.") || text.contains('@');
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if may_have(&text) => {
                linked.extend(autolink::pieces(&text).into_iter().map(|piece| match piece.url {
                    Some(url) => link(&url, "").child(piece.text).into(),
                    None => Node::from(piece.text),
                }));
            }
            node => linked.push(node),
        }
    }
    linked
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}

/// Tables have no other way to break a line.
fn is_line_break(html: &str) -> bool {
    matches!(html, "<br>" | "<br/>" | "<br />")
}

/// The page itself has the first level.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h2",
        HeadingLevel::H2 => "h3",
        HeadingLevel::H3 => "h4",
        HeadingLevel::H4 => "h5",
        HeadingLevel::H5 | HeadingLevel::H6 => "h6",
    }
}
