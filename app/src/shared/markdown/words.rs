//! The words of a paragraph as nodes.

use super::{
    Extras, Wants, autolink,
    block::MAX_DEPTH,
    inline::{Known, Piece, pieces},
    link::References,
    node::{Element, Node},
};

/// What words can refer to.
pub(super) struct Labels<'a> {
    pub(super) references: References,
    /// The footnotes that the text defines.
    pub(super) defined: Vec<String>,
    pub(super) is_whole: bool,
    /// The footnotes so far, in the order of their numbers.
    pub(super) notes: &'a mut Vec<String>,
}

impl Labels<'_> {
    /// A number's definition may still come; `[^a-z]` is more likely an expression.
    fn is_note(&self, label: &str) -> bool {
        let may_come = !self.is_whole && label.bytes().all(|byte| byte.is_ascii_digit());
        may_come || self.defined.iter().chain(&*self.notes).any(|note| note == label)
    }

    /// The number of a footnote.
    pub(super) fn number(&mut self, label: &str) -> usize {
        let known = self.notes.iter().position(|note| note == label);
        known.unwrap_or_else(|| {
            self.notes.push(label.to_owned());
            self.notes.len() - 1
        }) + 1
    }
}

/// The words of a paragraph.
pub(super) fn words(text: &str, labels: &mut Labels<'_>, extras: &Extras, wants: &mut Wants) -> Vec<Node> {
    let text = text.trim_matches([' ', '\t', '\n']);
    let known = Known { references: &labels.references, is_note: &|label| labels.is_note(label) };
    let pieces = pieces(text, &known);
    let mut words = Words { open: vec![(Element::new(""), false)], links: 0, too_deep: 0 };
    for piece in pieces {
        match piece {
            Piece::Text(text) => words.add(text),
            Piece::Character(c) => words.add(&*c.encode_utf8(&mut [0; 4])),
            Piece::Code(code) => words.add(Element::new("code").child(&*code)),
            Piece::Math(tex, is_display) => words.add(math(tex, is_display, extras, wants)),
            Piece::Note(label) => {
                let number = labels.number(label);
                let link = Element::new("a").with("href", format!("#note-{number}-{}", extras.id));
                words.add(Element::new("sup").child(link.child(&*number.to_string())));
            }
            Piece::Break => words.add(Element::new("br")),
            Piece::Open(stress) => words.open(Element::new(stress.tag()), false),
            // A link stands in no other, as that of a picture might.
            Piece::Link(_) if words.links > 0 => words.open(Element::new("span"), true),
            Piece::Link(url) => words.open(link(&url), true),
            Piece::Close | Piece::Run(_) => words.close(),
        }
    }
    words.whole()
}

/// A formula, drawn if that is loaded.
pub(super) fn math(tex: &str, is_display: bool, extras: &Extras, wants: &mut Wants) -> Element {
    wants.math = true;
    let drawn = extras.math.and_then(|math| math(tex, is_display));
    let drawn = drawn.unwrap_or_else(|| Element::new("code").child(tex).into());
    let class = if is_display { "math display" } else { "math" };
    Element::new("span").with("class", class).child(drawn)
}

struct Words {
    /// The elements that are open, and whether they are links; the first is only there to hold the others.
    open: Vec<(Element, bool)>,
    links: usize,
    /// How many elements are open that are not drawn, since they are too deep.
    too_deep: usize,
}

impl Words {
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
            self.links += usize::from(is_link);
        }
    }

    fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.len() > 1
            && let Some((mut element, is_link)) = self.open.pop()
        {
            self.link_addresses(&mut element);
            self.links -= usize::from(is_link);
            show_where_it_leads(&mut element);
            self.add(element);
        }
    }

    /// Addresses in plain text become links.
    fn link_addresses(&self, element: &mut Element) {
        if self.links == 0 {
            element.children = linked(std::mem::take(&mut element.children));
        }
    }

    fn whole(mut self) -> Vec<Node> {
        while self.open.len() > 1 {
            self.close();
        }
        let mut whole = self.open.pop().map(|(whole, _)| whole).unwrap_or_default();
        self.link_addresses(&mut whole);
        whole.children
    }
}

fn linked(nodes: Vec<Node>) -> Vec<Node> {
    let may_have = |text: &str| text.contains("://") || text.contains("www.") || text.contains('@');
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if may_have(&text) => {
                linked.extend(autolink::pieces(&text).into_iter().map(|piece| match piece.url {
                    Some(url) => link(&url).child(piece.text).into(),
                    None => Node::from(piece.text),
                }));
            }
            node => linked.push(node),
        }
    }
    linked
}

/// The address, if a reader may be led there by something that a model wrote.
fn safe_link(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_safe = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    let is_plain = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (is_safe && is_plain).then_some(url)
}

/// Tells where a link leads, unless its own words do: the style sheet writes it behind them.
fn show_where_it_leads(element: &mut Element) {
    let href = element.attributes.first().filter(|(name, _)| name == "href").map(|(_, url)| url.clone());
    let Some(url) = href.filter(|_| element.tag == "a") else { return };
    let (host, is_odd) = host(&url);
    let mut said = String::new();
    element.children.iter().for_each(|child| child.words(&mut said));
    if is_odd || !url.ends_with(&said) || !said.contains(host) {
        element.attributes.push(("data-leads".into(), host.to_owned()));
    }
}

/// The host that a browser would go to (<https://url.spec.whatwg.org/#url-parsing>), or whom a letter would go to;
/// and whether the address is written so that something else looks like the host.
fn host(url: &str) -> (&str, bool) {
    let rest = url.split_once(':').map_or(url, |(_, rest)| rest);
    let authority =
        rest.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((_, host)) if !url.starts_with("mailto:") => (host, true),
        _ => (authority, url.contains('\\')),
    }
}

fn link(url: &str) -> Element {
    match safe_link(url) {
        Some(url) => Element::new("a")
            .with("href", url)
            .with("rel", "noopener noreferrer nofollow")
            .with("target", "_blank"),
        None => Element::new("span").with("class", "unsafe-link"),
    }
}
