//! Markdown to elements. Model output is data: HTML is shown as text, links have safe schemes only,
//! pictures are not loaded (their address could carry the conversation away), and elements are made
//! one by one, never from a string of HTML.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Attributes of an element.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Where elements go: the page, or a text in tests.
pub(crate) trait Builder {
    /// Begins an element inside the one that is open.
    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>);
    /// Adds text to the open element.
    fn text(&mut self, text: &str);
    /// Ends the open element.
    fn close(&mut self);
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Draws `source` and returns where each of its top-level blocks begins.
pub(crate) fn render(source: &str, builder: &mut impl Builder) -> Vec<usize> {
    let mut renderer = Renderer { builder, depth: 0, alignments: Vec::new(), column: 0, in_head: false };
    let mut starts = Vec::new();
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        if renderer.depth == 0 {
            starts.push(range.start);
        }
        renderer.event(event);
    }
    starts
}

/// Whether `source` defines link references, which may be used before they are defined.
pub(crate) fn has_references(source: &str) -> bool {
    source.contains("]:")
        && Parser::new_ext(source, options()).reference_definitions().iter().next().is_some()
}

/// The address, if a reader may be led there by something that a model wrote.
fn safe_link(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_safe = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    let is_plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (is_safe && is_plain).then_some(url)
}

struct Renderer<'a, B> {
    builder: &'a mut B,
    depth: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl<B: Builder> Renderer<'_, B> {
    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.builder.open(tag, attributes);
    }

    fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.builder.open(tag, attributes);
        self.builder.text(text);
        self.builder.close();
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(&tag);
            }
            Event::End(end) => {
                self.depth -= 1;
                self.end(end);
            }
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.builder.text(&text),
            Event::Code(text) => self.leaf("code", &[], &text),
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.leaf("br", &[], ""),
            Event::Rule => self.leaf("hr", &[], ""),
            Event::TaskListMarker(done) => {
                self.leaf("span", &[("class", "task")], if done { "☑ " } else { "☐ " });
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.open(heading(*level), &[]),
            Tag::BlockQuote(_) => self.open("blockquote", &[]),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(None) => self.open("ul", &[]),
            Tag::List(Some(1)) => self.open("ol", &[]),
            Tag::List(Some(first)) => self.open("ol", &[("start", &first.to_string())]),
            Tag::Item => self.open("li", &[]),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                // A wide table scrolls in its own box, which the keyboard can reach.
                self.open("div", &[("class", "table"), ("tabindex", "0")]);
                self.open("table", &[]);
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.open("thead", &[]);
                self.open("tr", &[]);
            }
            Tag::TableRow => {
                self.column = 0;
                self.open("tr", &[]);
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.open("em", &[]),
            Tag::Strong => self.open("strong", &[]),
            Tag::Strikethrough => self.open("del", &[]),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => match safe_link(dest_url) {
                Some(url) => self.open(
                    "a",
                    &[("href", url), ("rel", "noopener noreferrer nofollow"), ("target", "_blank")],
                ),
                None => self.open("span", &[("class", "unsafe-link")]),
            },
            _ => self.open("p", &[]),
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.open("pre", &[("tabindex", "0")]);
        match info {
            "" => self.open("code", &[]),
            language => self.open("code", &[("data-language", language)]),
        }
    }

    fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "left",
        };
        self.column += 1;
        self.open(if self.in_head { "th" } else { "td" }, &[("class", class)]);
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::CodeBlock => {
                self.builder.close();
                self.builder.close();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.builder.close();
                self.builder.close();
                self.open("tbody", &[]);
            }
            TagEnd::Table => (0..3).for_each(|_| self.builder.close()),
            _ => self.builder.close(),
        }
    }
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
