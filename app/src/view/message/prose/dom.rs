//! Nodes in the page. What has not changed is left alone, so that a new word costs no more than a word.

use markdown::{Element, MathRenderer, Node};
use wasm_bindgen::JsCast;
use web_sys::{Document, NodeList, Text};

/// MathML's namespace (<https://www.w3.org/TR/mathml-core/#the-top-level-math-element>).
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A node in the page, and what it shows.
pub(super) struct Rendered {
    dom: web_sys::Node,
    content: Content,
}

impl Rendered {
    /// The node as what can be removed and replaced: a text too has these methods of an element
    /// (<https://dom.spec.whatwg.org/#interface-childnode>).
    fn child_node(&self) -> &web_sys::Element {
        self.dom.unchecked_ref()
    }
}

enum Content {
    Text(String),
    Element {
        /// Without its children, except for a formula, which is compared as a whole.
        element: Element,
        children: Vec<Rendered>,
    },
}

/// Makes what is `rendered` show `nodes`. `append` adds a new node after all others, and says whether it could.
pub(super) fn update(
    document: &Document,
    rendered: &mut Vec<Rendered>,
    nodes: Vec<Node>,
    append: &mut dyn FnMut(&web_sys::Node) -> bool,
) {
    let count = nodes.len();
    for (at, node) in nodes.into_iter().enumerate() {
        let Some(current) = rendered.get_mut(at) else {
            rendered.extend(create(document, node, false).filter(|new| append(&new.dom)));
            continue;
        };
        if let Some(node) = change(document, current, node)
            && let Some(new) = create(document, node, false)
            && current.child_node().replace_with_with_node_1(&new.dom).is_ok()
        {
            *current = new;
        }
    }
    for removed in rendered.drain(count.min(rendered.len())..) {
        removed.child_node().remove();
    }
}

/// Makes `current` show `node`; gives `node` back if that needs another element.
fn change(document: &Document, current: &mut Rendered, node: Node) -> Option<Node> {
    match (&mut current.content, node) {
        (Content::Text(old), Node::Text(new)) => {
            change_text(&current.dom, old, new);
            None
        }
        (Content::Element { element, .. }, Node::Element(new)) if new.tag == "math" => {
            (*element != new).then_some(Node::Element(new))
        }
        (Content::Element { element, children }, Node::Element(new))
            if element.tag == new.tag && element.attributes == new.attributes =>
        {
            let parent = &current.dom;
            update(document, children, new.children, &mut |new| parent.append_child(new).is_ok());
            None
        }
        (_, node) => Some(node),
    }
}

/// Appends what is new, or replaces the whole text.
fn change_text(dom: &web_sys::Node, old: &mut String, new: String) {
    match new.strip_prefix(old.as_str()) {
        Some("") => return,
        Some(more) => {
            let text: &Text = dom.unchecked_ref();
            let _ = text.append_data(more);
        }
        None => dom.set_text_content(Some(&new)),
    }
    *old = new;
}

/// Creates the node; `is_mathml` if it is part of a formula.
fn create(document: &Document, node: Node, is_mathml: bool) -> Option<Rendered> {
    let mut element = match node {
        Node::Text(text) => {
            let dom = document.create_text_node(&text).into();
            return Some(Rendered { dom, content: Content::Text(text) });
        }
        Node::Element(element) => element,
    };
    let is_formula = element.tag == "math";
    let is_mathml = is_mathml || is_formula;
    let created = if is_mathml {
        document.create_element_ns(Some(MATHML), &element.tag)
    } else {
        document.create_element(&element.tag)
    };
    let dom = created.ok()?;
    for (name, value) in &element.attributes {
        let _ = dom.set_attribute(name, value);
    }
    let nodes = if is_formula { element.children.clone() } else { std::mem::take(&mut element.children) };
    let children: Vec<Rendered> =
        nodes.into_iter().filter_map(|node| create(document, node, is_mathml)).collect();
    for child in &children {
        let _ = dom.append_child(&child.dom);
    }
    Some(Rendered { dom: dom.into(), content: Content::Element { element, children } })
}

/// Renders the formulas in `container` that are shown as TeX, but for those in `open`, which are updated as usual. Nothing
/// else changes, not even a button that was just pressed.
pub(super) fn render_formulas(
    document: &Document,
    container: &web_sys::Element,
    open: &[Rendered],
    math: MathRenderer,
) {
    let Ok(formulas) = container.query_selector_all(".math:not(:has(math))") else { return };
    let is_settled = |formula: &web_sys::Element| !open.iter().any(|block| block.dom.contains(Some(formula)));
    for formula in elements(&formulas).filter(is_settled) {
        let is_display = formula.class_name() == "math display";
        let tex = formula.text_content().unwrap_or_default();
        if let Some(new) = math(&tex, is_display).and_then(|node| create(document, node, false)) {
            formula.set_text_content(None);
            let _ = formula.append_child(&new.dom);
        }
    }
}

fn elements(nodes: &NodeList) -> impl Iterator<Item = web_sys::Element> + use<'_> {
    (0..nodes.length()).filter_map(|at| nodes.item(at)?.dyn_into().ok())
}
