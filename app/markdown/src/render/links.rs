//! Links that a reader can follow without being deceived. A link shows the host that a browser asks, unless its text is
//! the address, written as the browser reads it.

use crate::{
    inline::autolink,
    node::{Element, Node},
    options::HostResolver,
};

/// The attribute that holds where a link leads. The style sheet writes it after the link.
const LEADS: &str = "data-leads";

/// The element of a link, before it has its text; a destination that is not safe is left out.
pub(super) fn link(destination: &str, host_of: HostResolver) -> Element {
    match leads_to(destination, host_of) {
        Some(place) => Element::new("a")
            .with("href", destination)
            .with("rel", "noopener noreferrer nofollow")
            .with("target", "_blank")
            .with(LEADS, place),
        None => Element::new("span").with("class", "unsafe-link"),
    }
}

/// Where a browser may go for an address that a model wrote: a host, or the addresses that a letter is sent to, with all
/// that is written into the letter.
fn leads_to(url: &str, host_of: HostResolver) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    let is = |other: &str| scheme.eq_ignore_ascii_case(other);
    if url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        None
    } else if is("mailto") {
        // Other letters may look like those of ASCII, and no browser says which they are.
        rest.is_ascii().then(|| rest.to_owned())
    } else if is("https") || is("http") {
        host_of(url).filter(|host| !host.is_empty())
    } else {
        None
    }
}

/// Makes links of the addresses in the texts among `nodes`.
pub(super) fn link_addresses(nodes: Vec<Node>, host_of: HostResolver) -> Vec<Node> {
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if autolink::may_contain_address(&text) => {
                linked.extend(autolink::split(&text).into_iter().map(|part| match part.url {
                    Some(url) => {
                        let mut link = link(&url, host_of).child(part.text);
                        finish(&mut link);
                        link.into()
                    }
                    None => Node::from(part.text),
                }));
            }
            node => linked.push(node),
        }
    }
    linked
}

/// Finishes a link that has its text. Any other element stays as it is.
pub(super) fn finish(element: &mut Element) {
    let value = |at: usize, name: &str| {
        let attribute = element.attributes.get(at)?;
        (attribute.0 == name).then_some(attribute.1.as_str())
    };
    let (Some(url), Some(place)) = (value(0, "href"), value(3, LEADS)) else { return };
    let text: String = element.children.iter().map(Node::text_content).collect();
    if shows(&text, url, place) {
        element.attributes.truncate(3);
    }
    remove_direction_controls(&mut element.children);
}

/// Whether the text of a link is its address, with or without the scheme, and a reader of that address sees the place
/// that it leads to.
fn shows(text: &str, url: &str, place: &str) -> bool {
    let (_, rest) = url.split_once(':').unwrap_or_default();
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (text == url || text == rest) && (rest == place || authority.eq_ignore_ascii_case(place))
}

/// Removes the characters that change the direction of what follows them (<https://www.unicode.org/reports/tr9/>, table
/// 4): they could turn the address after the link around.
fn remove_direction_controls(nodes: &mut [Node]) {
    let is_control = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for node in nodes {
        match node {
            Node::Text(text) => text.retain(|c| !is_control(c)),
            Node::Element(element) => remove_direction_controls(&mut element.children),
        }
    }
}
