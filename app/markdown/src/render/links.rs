//! Links that a reader can follow without being deceived.

use crate::{
    inline::autolink,
    node::{Element, Node},
};

/// The element of a link; a destination that is not safe is left out.
pub(super) fn link(destination: &str) -> Element {
    if is_safe(destination) {
        Element::new("a")
            .with("href", destination)
            .with("rel", "noopener noreferrer nofollow")
            .with("target", "_blank")
    } else {
        Element::new("span").with("class", "unsafe-link")
    }
}

/// Whether a browser may follow an address that a model wrote.
fn is_safe(url: &str) -> bool {
    let Some((scheme, _)) = url.split_once(':') else { return false };
    let is_safe_scheme = ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe));
    is_safe_scheme && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Makes links of the addresses in the texts among `nodes`.
pub(super) fn link_addresses(nodes: Vec<Node>) -> Vec<Node> {
    let mut linked = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) if autolink::may_contain_address(&text) => {
                linked.extend(autolink::split(&text).into_iter().map(|part| match part.url {
                    Some(url) => link(&url).child(part.text).into(),
                    None => Node::from(part.text),
                }));
            }
            node => linked.push(node),
        }
    }
    linked
}

/// Adds the host to a link as `data-leads`, unless the link's own text shows it: the style sheet writes it after the
/// link.
pub(super) fn show_host(element: &mut Element) {
    let href = element.attributes.first().filter(|(name, _)| name == "href").map(|(_, url)| url.clone());
    let Some(url) = href.filter(|_| element.tag == "a") else { return };
    let (host, is_disguised) = host(&url);
    let text: String = element.children.iter().map(Node::text_content).collect();
    if is_disguised || !url.ends_with(&text) || !text.contains(host) {
        element.attributes.push(("data-leads".into(), host.to_owned()));
    }
}

/// The host that a browser would ask (<https://url.spec.whatwg.org/#url-parsing>), or the address that a letter would
/// be sent to; and whether the URL is written so that something else looks like the host.
fn host(url: &str) -> (&str, bool) {
    let rest = url.split_once(':').map_or(url, |(_, rest)| rest);
    let authority =
        rest.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((_, host)) if !url.starts_with("mailto:") => (host, true),
        _ => (authority, url.contains('\\')),
    }
}
