//! What a reader sees, as the texts of its innermost blocks.

use crate::{Element, Node};

/// A paragraph, a heading, an item, a cell or some code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The tags of the blocks around it. A paragraph of an item is the item, whether the list is loose or not.
    pub(super) path: String,
    pub(super) text: String,
}

const BLOCKS: [&str; 20] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "figure",
    "figcaption",
    "pre",
];

/// The leaves of `nodes` which are not empty, without the numbers of footnotes, which are ours, and without what is in
/// `<math>`.
pub(super) fn leaves(nodes: &[Node]) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    collect(nodes, "", &mut leaves);
    for leaf in &mut leaves {
        leaf.text.truncate(leaf.text.trim_end().len());
    }
    leaves.retain(|leaf| !leaf.text.is_empty());
    leaves
}

fn collect(nodes: &[Node], path: &str, leaves: &mut Vec<Leaf>) {
    for node in nodes {
        match node {
            Node::Text(text) => append(text, path, leaves),
            Node::Element(Element { tag, .. }) if matches!(&**tag, "sup" | "math") => {}
            Node::Element(Element { tag, .. }) if tag == "br" => append("\n", path, leaves),
            Node::Element(Element { tag, children, .. }) if BLOCKS.contains(&&**tag) => {
                let is_item = tag == "p" && path.ends_with("li/");
                let path = if is_item { path.to_owned() } else { format!("{path}{tag}/") };
                leaves.push(Leaf { path: path.clone(), text: String::new() });
                collect(children, &path, leaves);
            }
            Node::Element(element) => collect(&element.children, path, leaves),
        }
    }
}

fn append(text: &str, path: &str, leaves: &mut Vec<Leaf>) {
    match leaves.last_mut().filter(|leaf| leaf.path == path) {
        Some(leaf) => leaf.text.push_str(text),
        None => leaves.push(Leaf { path: path.to_owned(), text: text.to_owned() }),
    }
}
