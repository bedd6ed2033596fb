//! `\boxed{...}` and `\fbox{...}`: MathML Core has no boxes, so they are rows with the class `boxed`.

use super::rewrite::argument;
use crate::node::{Element, Node};

/// What stands in a formula for a box, with its number.
const MARK: &str = "\u{F0000}";

/// What was in the boxes of a formula.
pub(super) struct Boxes(Vec<Node>);

impl Boxes {
    /// Takes the boxes out of a formula, and leaves marks in their places. `convert` renders what is in a box.
    pub(super) fn take(tex: &str, convert: &dyn Fn(&str) -> Option<Node>) -> (String, Self) {
        let (mut text, mut boxes) = (String::new(), Vec::new());
        let mut rest = tex;
        while let Some((before, after, is_text)) = next_box(rest) {
            let Some((content, length)) = argument(after) else { break };
            let content = if is_text { format!(r"\text{{{content}}}") } else { content.to_owned() };
            let Some(Node::Element(math)) = convert(&content) else { break };
            let mut row = Element::new("mrow").with("class", "boxed");
            row.children = math.children;
            text.extend([before, r"\text{", MARK, &boxes.len().to_string(), "}"]);
            boxes.push(row.into());
            rest = &after[length..];
        }
        (text + rest, Self(boxes))
    }

    /// Puts the boxes into the places of their marks; `None` if one has no place.
    pub(super) fn put_into(mut self, node: Node) -> Option<Node> {
        let mut placed = 0;
        let node = self.replace_marks(node, &mut placed);
        (placed == self.0.len()).then_some(node)
    }

    fn replace_marks(&mut self, node: Node, placed: &mut usize) -> Node {
        let Node::Element(mut element) = node else { return node };
        let mark = element.children.first().and_then(|child| match child {
            Node::Text(text) => text.strip_prefix(MARK)?.parse::<usize>().ok(),
            Node::Element(_) => None,
        });
        if let Some(row) = mark.and_then(|number| self.0.get_mut(number)) {
            *placed += 1;
            return std::mem::replace(row, Node::Text(String::new()));
        }
        let children = std::mem::take(&mut element.children);
        element.children = children.into_iter().map(|child| self.replace_marks(child, placed)).collect();
        element.into()
    }
}

/// What is before the next box, what comes after its command, and whether it holds words.
fn next_box(tex: &str) -> Option<(&str, &str, bool)> {
    let found = |name: &str| tex.find(name).map(|at| (at, name.len()));
    let (boxed, fbox) = (found(r"\boxed"), found(r"\fbox"));
    let is_text = boxed.is_none_or(|(boxed, _)| fbox.is_some_and(|(fbox, _)| fbox < boxed));
    let (at, length) = if is_text { fbox } else { boxed }?;
    Some((&tex[..at], &tex[at + length..], is_text))
}

#[cfg(test)]
mod tests {
    use crate::{tex::to_mathml, to_html};

    #[test]
    fn what_is_boxed_stands_in_a_row_of_its_own_class() {
        let html = to_html(&[to_mathml(r"x = \boxed{\frac{1}{2}} + \fbox{two words}", true).unwrap()]);
        assert_eq!(html.matches("<mrow class=\"boxed\">").count(), 2, "{html}");
        assert!(html.contains("<mfrac>") && html.contains("two"), "{html}");
        let nested = to_html(&[to_mathml(r"\boxed{a + \boxed{b}}", false).unwrap()]);
        assert_eq!(nested.matches("boxed").count(), 2, "{nested}");
        assert!(to_mathml(r"\boxed{", false).is_none() && to_mathml(r"\boxed", false).is_none());
    }
}
