//! Nodes and the page's: what has not changed is left alone, so that a word that comes costs what a word costs.

use super::{
    Extras,
    node::{Element, Node},
};
use wasm_bindgen::JsCast;
use web_sys::{Document, NodeList, Text};

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// A node as it was drawn last.
pub(super) struct Drawn {
    dom: web_sys::Node,
    kind: Kind,
}

enum Kind {
    Text(String),
    Element { element: Element, children: Vec<Drawn> },
}

/// Makes the last children of `parent`, which are `drawn`, look as `nodes` say.
pub(super) fn sync(document: &Document, parent: &web_sys::Node, drawn: &mut Vec<Drawn>, nodes: Vec<Node>) {
    let count = nodes.len();
    for (at, node) in nodes.into_iter().enumerate() {
        let Some(there) = drawn.get_mut(at) else {
            drawn.extend(draw(document, node, false).filter(|new| parent.append_child(&new.dom).is_ok()));
            continue;
        };
        if let Some(node) = change(document, there, node)
            && let Some(new) = draw(document, node, false)
            && parent.replace_child(&new.dom, &there.dom).is_ok()
        {
            *there = new;
        }
    }
    for gone in drawn.drain(count.min(drawn.len())..) {
        let _ = parent.remove_child(&gone.dom);
    }
}

/// Changes what was drawn into `node`; gives it back if another element is needed.
fn change(document: &Document, there: &mut Drawn, node: Node) -> Option<Node> {
    match (&mut there.kind, node) {
        (Kind::Text(old), Node::Text(new)) => {
            if let Some(more) = new.strip_prefix(old.as_str()) {
                if !more.is_empty() {
                    let text: &Text = there.dom.unchecked_ref();
                    let _ = text.append_data(more);
                }
            } else {
                there.dom.set_text_content(Some(&new));
            }
            *old = new;
            None
        }
        (Kind::Element { element, children }, Node::Element(new))
            if element.tag == new.tag && element.attributes == new.attributes && new.tag != "math" =>
        {
            sync(document, &there.dom, children, new.children);
            None
        }
        (Kind::Element { element, .. }, Node::Element(new)) if *element == new && new.tag == "math" => None,
        (_, node) => Some(node),
    }
}

fn draw(document: &Document, node: Node, is_math: bool) -> Option<Drawn> {
    match node {
        Node::Text(text) => {
            let dom = document.create_text_node(&text).into();
            Some(Drawn { dom, kind: Kind::Text(text) })
        }
        Node::Element(mut element) => {
            let is_math = is_math || element.tag == "math";
            let made = if is_math {
                document.create_element_ns(Some(MATHML), &element.tag)
            } else {
                document.create_element(&element.tag)
            };
            let made = made.ok()?;
            for (name, value) in &element.attributes {
                let _ = made.set_attribute(name, value);
            }
            let nodes = if element.tag == "math" {
                element.children.clone()
            } else {
                std::mem::take(&mut element.children)
            };
            let children: Vec<Drawn> =
                nodes.into_iter().filter_map(|node| draw(document, node, is_math)).collect();
            for child in &children {
                let _ = made.append_child(&child.dom);
            }
            Some(Drawn { dom: made.into(), kind: Kind::Element { element, children } })
        }
    }
}

/// Draws with more `extras` what was drawn for good without them, all but the last `open` children: colours in
/// code, and formulas. Everything else stays as it is, a button that was just pressed too.
pub(super) fn complete(document: &Document, container: &web_sys::Element, open: usize, extras: &Extras) {
    let blocks = container.child_nodes();
    let settled = blocks.length().saturating_sub(open as u32);
    for block in elements(&blocks).take(settled as usize) {
        if let Ok(code) = block.query_selector_all("code[data-language]") {
            for code in elements(&code).filter(|code| code.child_element_count() == 0) {
                let language = code.get_attribute("data-language").unwrap_or_default();
                let text = code.text_content().unwrap_or_default();
                if let Some(spans) = extras.highlight.and_then(|highlight| highlight(&language, &text)) {
                    fill(document, &code, spans);
                }
            }
        }
        if let Ok(formulas) = block.query_selector_all(".math") {
            for formula in elements(&formulas)
                .filter(|formula| formula.query_selector("math").is_ok_and(|m| m.is_none()))
            {
                let is_display = formula.class_list().contains("display");
                let tex = formula.text_content().unwrap_or_default();
                if let Some(drawn) = extras.math.and_then(|math| math(&tex, is_display)) {
                    fill(document, &formula, vec![drawn]);
                }
            }
        }
    }
}

fn elements(nodes: &NodeList) -> impl Iterator<Item = web_sys::Element> + use<'_> {
    (0..nodes.length()).filter_map(|at| nodes.item(at)?.dyn_into().ok())
}

fn fill(document: &Document, parent: &web_sys::Element, nodes: Vec<Node>) {
    parent.set_text_content(None);
    for child in nodes.into_iter().filter_map(|node| draw(document, node, false)) {
        let _ = parent.append_child(&child.dom);
    }
}
