//! From the inlines of a paragraph to nodes.

use super::{
    context::Context,
    links::{self, link_addresses},
};
use crate::{
    block::tree::MAX_DEPTH,
    inline::{
        paragraph::tokens,
        reference::Definitions,
        token::{Style, Token},
    },
    node::{Element, Node},
    options::HostResolver,
};

/// The nodes of a paragraph's text.
pub(super) fn render_inlines(text: &str, context: &mut Context<'_>) -> Vec<Node> {
    let text = text.trim_matches([' ', '\t', '\n']);
    let definitions =
        Definitions { references: &context.references, is_footnote: &|label| context.is_footnote(label) };
    let tokens = tokens(text, &definitions);
    let mut builder = Builder::new(context.options.host);
    for token in tokens {
        match token {
            Token::Text(text) => builder.add(text),
            Token::Character(c) => builder.add(&*c.encode_utf8(&mut [0; 4])),
            Token::Code(code) => builder.add(Element::new("code").child(&*code)),
            Token::Formula { tex, is_display } => builder.add(context.formula(tex, is_display)),
            Token::FootnoteReference(label) => builder.add(footnote_reference(label, context)),
            Token::Break => builder.add(Element::new("br")),
            Token::Open(style) => builder.open(Element::new(tag(style)), false),
            // Links contain no links; that of an image might be in one.
            Token::OpenLink(_) if builder.open_links > 0 => builder.open(Element::new("span"), true),
            Token::OpenLink(destination) => builder.open_link(&destination),
            Token::Close | Token::DelimiterRun(_) => builder.close(),
        }
    }
    builder.finish()
}

fn tag(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "em",
        Style::Strong => "strong",
        Style::Strikethrough => "del",
    }
}

fn footnote_reference(label: &str, context: &mut Context<'_>) -> Element {
    let number = context.footnote_number(label);
    let link = Element::new("a").with("href", format!("#{}", context.footnote_id(number)));
    Element::new("sup").child(link.child(&*number.to_string()))
}

/// Builds elements from their beginnings and ends.
struct Builder {
    /// The open elements, and whether they are links. The first one only holds the others.
    open: Vec<(Element, bool)>,
    open_links: usize,
    /// How many elements are open that are nested too deeply to be shown.
    too_deep: usize,
    host_of: HostResolver,
}

impl Builder {
    fn new(host_of: HostResolver) -> Self {
        Self { open: vec![(Element::new(""), false)], open_links: 0, too_deep: 0, host_of }
    }

    fn add(&mut self, node: impl Into<Node>) {
        if let Some((parent, _)) = self.open.last_mut() {
            parent.push(node.into());
        }
    }

    fn open(&mut self, element: Element, is_link: bool) {
        if self.too_deep > 0 || self.open.len() > MAX_DEPTH {
            self.too_deep += 1;
        } else {
            self.open.push((element, is_link));
            self.open_links += usize::from(is_link);
        }
    }

    fn open_link(&mut self, destination: &str) {
        self.open(links::link(destination, self.host_of), true);
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.len() > 1
            && let Some((mut element, is_link)) = self.open.pop()
        {
            self.link_addresses(&mut element);
            self.open_links -= usize::from(is_link);
            links::finish(&mut element);
            self.add(element);
        }
    }

    /// Makes links of the addresses in plain text, but not within links.
    fn link_addresses(&self, element: &mut Element) {
        if self.open_links == 0 {
            element.children = link_addresses(std::mem::take(&mut element.children), self.host_of);
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while self.open.len() > 1 {
            self.close();
        }
        let mut root = self.open.pop().map(|(root, _)| root).unwrap_or_default();
        self.link_addresses(&mut root);
        root.children
    }
}
