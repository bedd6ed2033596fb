//! A whole text.
use crate::{node::Node, options::Options};

/// Renders a text that is complete: a node for each of its blocks.
pub fn render(text: &str, options: &Options) -> Vec<Node> {
    let _ = (text, options);
    Vec::new()
}
