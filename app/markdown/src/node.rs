//! What is rendered, as a tree that can be compared with the next one.

use std::borrow::Cow;

/// A text or an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Plain text, not escaped.
    Text(String),
    /// An element with its children.
    Element(Element),
}

/// An element with its attributes and children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The tag in small letters. `math` and all that is in it belongs to MathML, everything else to HTML.
    pub tag: Cow<'static, str>,
    /// Names and values, not escaped.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// Never two texts in a row.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes or children.
    pub fn new(tag: impl Into<Cow<'static, str>>) -> Self {
        Self { tag: tag.into(), ..Self::default() }
    }

    /// The element with one more attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The element with one more child.
    #[must_use]
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.push(child.into());
        self
    }

    /// Adds a child; a text after a text is joined to it.
    pub fn push(&mut self, node: Node) {
        if let (Some(Node::Text(last)), Node::Text(more)) = (self.children.last_mut(), &node) {
            last.push_str(more);
        } else {
            self.children.push(node);
        }
    }
}

impl Node {
    /// How many nodes it is, with everything in it.
    pub fn count(&self) -> usize {
        match self {
            Self::Text(_) => 1,
            Self::Element(element) => 1 + element.children.iter().map(Self::count).sum::<usize>(),
        }
    }

    /// The text of the node and of everything in it, as `textContent` gives it in a browser.
    pub fn text_content(&self) -> String {
        let mut text = String::new();
        self.append_text(&mut text);
        text
    }

    fn append_text(&self, text: &mut String) {
        match self {
            Self::Text(own) => text.push_str(own),
            Self::Element(element) => element.children.iter().for_each(|child| child.append_text(text)),
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
