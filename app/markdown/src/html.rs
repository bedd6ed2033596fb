//! Nodes as HTML.

use crate::node::{Element, Node};

/// The elements that have no children and no closing tag, among those that this crate makes.
const VOID: [&str; 2] = ["br", "hr"];

/// The nodes as HTML, with texts and attributes escaped.
pub fn to_html(nodes: &[Node]) -> String {
    let mut html = String::new();
    for node in nodes {
        append(node, &mut html);
    }
    html
}

fn append(node: &Node, html: &mut String) {
    match node {
        Node::Text(text) => append_escaped(text, html),
        Node::Element(element) => append_element(element, html),
    }
}

fn append_element(element: &Element, html: &mut String) {
    html.extend(["<", &element.tag]);
    for (name, value) in &element.attributes {
        html.extend([" ", name, "=\""]);
        append_escaped(value, html);
        html.push('"');
    }
    html.push('>');
    if VOID.contains(&&*element.tag) {
        return;
    }
    for child in &element.children {
        append(child, html);
    }
    html.extend(["</", &element.tag, ">"]);
}

fn append_escaped(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let element = Element::new("a").with("href", "?a=1&b=\"2\"").child("<script> & more");
        let html = "<a href=\"?a=1&amp;b=&quot;2&quot;\">&lt;script&gt; &amp; more</a>";
        assert_eq!(to_html(&[element.into(), Element::new("br").into()]), format!("{html}<br>"));
    }
}
