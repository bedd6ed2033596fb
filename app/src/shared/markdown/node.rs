//! What is drawn, as a tree that can be compared with the next one.

use std::borrow::Cow;

/// A node of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// An element and what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    pub tag: Cow<'static, str>,
    pub attributes: Vec<(Cow<'static, str>, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub fn new(tag: impl Into<Cow<'static, str>>) -> Self {
        Self { tag: tag.into(), ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    #[must_use]
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.push(child.into());
        self
    }

    /// Adds a node; text after text becomes one.
    pub fn push(&mut self, node: Node) {
        if let (Some(Node::Text(last)), Node::Text(more)) = (self.children.last_mut(), &node) {
            last.push_str(more);
        } else {
            self.children.push(node);
        }
    }
}

impl Node {
    /// Adds its words to a text.
    pub fn words(&self, text: &mut String) {
        match self {
            Self::Text(words) => text.push_str(words),
            Self::Element(element) => element.children.iter().for_each(|child| child.words(text)),
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
