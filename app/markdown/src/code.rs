//! Colours for code.
use crate::node::Node;

/// Code as coloured nodes; `None` if the language is not known or the code is very long.
pub fn highlight(language: &str, code: &str) -> Option<Vec<Node>> {
    let _ = (language, code);
    None
}
