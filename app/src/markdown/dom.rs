//! Elements of the page.

use super::render::{Attributes, Builder};
use web_sys::{Document, Element, Node};

/// Collects top-level nodes.
pub(super) struct DomBuilder {
    document: Document,
    open: Vec<Element>,
    pub(super) blocks: Vec<Node>,
}

impl DomBuilder {
    pub(super) fn new(document: Document) -> Self {
        Self { document, open: Vec::new(), blocks: Vec::new() }
    }

    fn add(&mut self, node: Node) {
        match self.open.last() {
            // It cannot fail: an element takes any element or text.
            Some(parent) => drop(parent.append_child(&node)),
            None => self.blocks.push(node),
        }
    }
}

impl Builder for DomBuilder {
    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        let Ok(element) = self.document.create_element(tag) else { return };
        for (name, value) in attributes {
            let _ = element.set_attribute(name, value);
        }
        self.open.push(element);
    }

    fn text(&mut self, text: &str) {
        self.add(self.document.create_text_node(text).into());
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.add(element.into());
        }
    }
}
