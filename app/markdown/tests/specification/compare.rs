//! HTML as a specification has it and nodes as this crate makes them, in a form in which both can be compared: tags
//! and texts. Attributes are left out, since most of the examples' addresses are none that a reader may follow; so are
//! the boxes around tables and code blocks.

use markdown::{Element, Node, Options, render};
use url::Url;

/// `<` and `>` in texts, told apart from those of tags.
pub(crate) const LESS_THAN: &str = "\u{1}";
const GREATER_THAN: &str = "\u{2}";

/// The tags and texts of HTML as specifications write it.
pub(crate) fn expected_structure(html: &str) -> String {
    let mut structure = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        structure.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = rest[at + 1..end].trim_end_matches([' ', '/']);
        let name = tag.split_whitespace().next().unwrap_or_default();
        structure.extend(["<", without_heading_level(name), ">"]);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    structure.push_str(rest);
    let texts = [("&lt;", LESS_THAN), ("&gt;", GREATER_THAN), ("&quot;", "\""), ("&amp;", "&")];
    for (reference, text) in texts {
        structure = structure.replace(reference, text);
    }
    without_space_between_tags(&structure)
}

/// The tags and texts of what this crate renders.
pub(crate) fn rendered_structure(markdown: &str) -> String {
    let mut structure = String::new();
    for node in render(markdown, &Options { host: host_of, ..Options::default() }) {
        append(&node, &mut structure);
    }
    without_space_between_tags(&structure)
}

fn append(node: &Node, structure: &mut String) {
    let element = match node {
        Node::Text(text) => {
            return structure.push_str(&text.replace('<', LESS_THAN).replace('>', GREATER_THAN));
        }
        Node::Element(element) => element,
    };
    let has_class = |class: &str| element.attributes.iter().any(|(_, value)| value == class);
    let tag = match &*element.tag {
        "figcaption" => return,
        "tbody" if element.children.is_empty() => return,
        "figure" => return append_children(element, structure),
        _ if has_class("table") || is_code_colour(element) => return append_children(element, structure),
        _ if has_class("task") => return structure.push_str("<input>"),
        _ if has_class("unsafe-link") => "a",
        tag => without_heading_level(tag),
    };
    structure.extend(["<", tag, ">"]);
    append_children(element, structure);
    if !matches!(tag, "br" | "hr") {
        structure.extend(["</", tag, ">"]);
    }
}

fn append_children(element: &Element, structure: &mut String) {
    for child in &element.children {
        append(child, structure);
    }
}

/// Whether the element colours a token of code; the examples know no colours.
fn is_code_colour(element: &Element) -> bool {
    let is_token = |(name, value): &(_, String)| name == "class" && value.len() == 1;
    element.tag == "span" && element.attributes.iter().any(is_token)
}

/// The first level of headings is that of the page, and there is no seventh: levels differ.
fn without_heading_level(name: &str) -> &str {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h",
        "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" => "/h",
        _ => name,
    }
}

/// White space beside tags has no meaning.
fn without_space_between_tags(html: &str) -> String {
    let words: Vec<&str> = html.split_whitespace().collect();
    words.join(" ").replace("> ", ">").replace(" <", "<")
}

/// The host that a browser would ask.
fn host_of(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}
