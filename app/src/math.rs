//! Formulas in TeX as MathML, which browsers draw by themselves. A part of the page that is loaded with the first
//! formula.

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use shared::markdown::{Element, Node};

/// What a formula's elements may have. No style (the page's policy forbids it), no address, no script.
const ATTRIBUTES: [&str; 24] = [
    "accent",
    "accentunder",
    "class",
    "columnalign",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "width",
];

/// The formula; `None` if it cannot be read.
pub(crate) fn to_mathml(tex: &str, is_display: bool) -> Option<Node> {
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let result = converter.convert_with_local_state(tex.trim(), display).ok()?;
    read(&result.mathml)
}

/// The nodes of well-formed markup: elements, attributes in double quotes, text with entities.
fn read(markup: &str) -> Option<Node> {
    let mut open = vec![Element::new("holder")];
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        push_text(open.last_mut()?, &rest[..at]);
        let end = at + rest[at..].find('>')?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('/') {
            let element = open.pop()?;
            open.last_mut()?.push(element.into());
        } else if let Some(tag) = tag.strip_suffix('/') {
            open.last_mut()?.push(element(tag)?.into());
        } else {
            open.push(element(tag)?);
        }
    }
    let holder = open.pop().filter(|_| open.is_empty())?;
    holder.children.into_iter().find(|node| matches!(node, Node::Element(_)))
}

fn push_text(element: &mut Element, text: &str) {
    if !text.trim().is_empty() {
        element.push(Node::Text(unescape(text.trim())));
    }
}

fn element(tag: &str) -> Option<Element> {
    let name = tag.split_whitespace().next()?;
    let mut element = Element::new(name.to_owned());
    let mut rest = tag[name.len()..].trim_start();
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        if ATTRIBUTES.contains(&attribute) {
            element = element.with(attribute.to_owned(), unescape(value));
        }
        rest = after.trim_start();
    }
    Some(element)
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
        plain.push(entity(&rest[at + 1..end]).unwrap_or('&'));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    plain + rest
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(node: &Node) -> String {
        match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.children.iter().map(text).collect(),
        }
    }

    fn tags(node: &Node) -> Vec<String> {
        match node {
            Node::Text(_) => Vec::new(),
            Node::Element(element) => {
                let below = element.children.iter().flat_map(tags);
                std::iter::once(element.tag.to_string()).chain(below).collect()
            }
        }
    }

    #[test]
    fn usual_formulas_become_mathml() {
        let node = to_mathml(r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a} < 1", true).unwrap();
        let tags = tags(&node);
        for tag in ["math", "mfrac", "msqrt", "msup"] {
            assert!(tags.iter().any(|found| found == tag), "{tag}: {tags:?}");
        }
        assert!(text(&node).contains('<'), "{}", text(&node));
        for tex in [
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\sum_{i=1}^{n} i^2 \leq \int_0^\infty e^{-x}\,dx",
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            r"\mathbb{R}, \mathcal{L}, \hat{x}, \vec{v}, \text{if } x \in A",
            r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
            r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        ] {
            assert!(to_mathml(tex, false).is_some(), "{tex}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_none_and_nothing_dangerous_comes_through() {
        assert!(to_mathml(r"\frac{", false).is_none());
        let node = read("<math onclick=\"x\" style=\"y\" display=\"block\"><mi>x</mi></math>").unwrap();
        let Node::Element(math) = node else { panic!("an element") };
        assert_eq!(math.attributes.len(), 1);
        assert!(read("<math>").is_none() && read("").is_none());
    }
}
