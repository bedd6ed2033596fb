//! Formulas in TeX as MathML, which browsers show by themselves. It is larger than the rest of the crate, and so it is
//! not called by it: a program passes [`to_mathml`] as [`Options::math`](crate::Options::math), once it is loaded.

mod boxes;
mod chemistry;
mod command;
mod nesting;
mod rewrite;
mod units;

use self::boxes::Boxes;
use crate::{
    inline::entity::entity,
    node::{Element, Node},
};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

/// The attributes that are kept: none with styles (a page's policy may forbid them), addresses or scripts.
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

/// The library's styles, and the classes that stand for them, since a page's policy may forbid styles: how the cells of a
/// table are aligned, where they have no space, and where lines are.
const CLASSES: [(&str, &str); 7] = [
    ("text-align: left", "to-left"),
    ("text-align: right", "to-right"),
    ("padding-left: 0;", "tight-left"),
    ("padding-right: 0;", "tight-right"),
    ("padding-left:1em;", "wide-left"),
    ("border-right:", "line-right"),
    ("border-top:", "line-top"),
];

/// A longer formula stays TeX, and so do boxes that are nested more deeply: no formula takes long. In bytes.
const MAX_LENGTH: usize = 10_000;
const MAX_BOXES: usize = 10;

/// The formula as a `<math>` element, to be displayed on a line of its own (`is_display`) or within one; `None` if it is
/// not valid TeX.
pub fn to_mathml(tex: &str, is_display: bool) -> Option<Node> {
    convert(tex, is_display, 0)
}

/// The same, within as many boxes as `depth` says.
fn convert(tex: &str, is_display: bool, depth: usize) -> Option<Node> {
    if tex.len() > MAX_LENGTH || depth > MAX_BOXES || nesting::is_too_deep(tex) {
        return None;
    }
    let converter = LatexToMathML::new(MathCoreConfig::default()).ok()?;
    let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
    let (tex, boxes) = Boxes::take(tex.trim(), &|content| convert(content, false, depth + 1));
    let result = converter.convert_with_local_state(&rewrite::rewrite(&tex), display).ok()?;
    boxes.put_into(parse_markup(&result.mathml)?)
}

/// The first element of well-formed markup: elements, attributes in double quotes, text with character references.
fn parse_markup(markup: &str) -> Option<Node> {
    let mut open = vec![Element::new("root")];
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
    let root = open.pop().filter(|_| open.is_empty())?;
    root.children.into_iter().find(|node| matches!(node, Node::Element(_)))
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
        if attribute == "style" {
            let classes = CLASSES.iter().filter(|(style, _)| value.contains(style)).map(|(_, class)| *class);
            let classes = classes.collect::<Vec<_>>().join(" ");
            if !classes.is_empty() {
                element = element.with("class", classes);
            }
        } else if ATTRIBUTES.contains(&attribute) {
            element = element.with(attribute.to_owned(), unescape(value));
        }
        rest = after.trim_start();
    }
    Some(element)
}

/// The text with its character references resolved.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let (c, length) = entity(&rest[at..]).unwrap_or(('&', 1));
        plain.push(c);
        rest = &rest[at + length..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(node.text_content().contains('<'), "{}", node.text_content());
        for tex in [
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
            r"\sum_{i=1}^{n} i^2 \leq \int_0^\infty e^{-x}\,dx",
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            r"\mathbb{R}, \mathcal{L}, \hat{x}, \vec{v}, \text{if } x \in A",
            r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
            r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
            r"E = mc^2 \tag{1}",
            r"\mbox{speed} = \textcolor{red}{v}",
            r"\sum_{\substack{i<n \\ j<m}} a_{ij}",
            r"\begin{split} a &= b \\ &= c \end{split}",
            r"\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}",
            r"\operatorname{lcm}(a, b) + \operatorname*{argmax}_x f",
            r"\sum\limits_{i=1}^n i",
            r"\ce{2H2 + O2 <=> 2H2O}, \ce{SO4^2-}",
            r"\SI{9.81}{\meter\per\second\squared} + \SI{3e8}{m/s}",
            r"\begin{align} a &= b \tag{2} \\ &= c \end{align}",
            r"{a \over b}, \norm{x}, \abs{y}, 20\celsius",
        ] {
            assert!(to_mathml(tex, false).is_some(), "{tex}");
        }
    }

    #[test]
    fn the_columns_of_tables_are_aligned_by_classes() {
        let html = |tex| crate::to_html(&[to_mathml(tex, true).unwrap()]);
        let aligned = html(r"\begin{aligned} a &= b \end{aligned}");
        assert!(aligned.contains(r#"<mtd class="to-right tight-right">"#), "{aligned}");
        assert!(aligned.contains(r#"<mtd class="to-left tight-left">"#), "{aligned}");
        assert!(html(r"\begin{cases} a & b \\ c & d \end{cases}").contains("to-left"));
        assert!(html(r"\begin{array}{c|c} \hline a & b \end{array}").contains("line-right"));
        assert!(!aligned.contains(" style="));
    }

    #[test]
    fn no_formula_takes_long_or_breaks_anything() {
        for tex in [r"\boxed{", r"\mbox{", r"\ce{", "{", r"\frac", r"\begin{split}", r"\SI{1}{", "^"] {
            let _ = to_mathml(&tex.repeat(10_000 / tex.len()), true);
        }
        assert!(to_mathml(&format!("{}x{}", r"\boxed{".repeat(5), "}".repeat(5)), true).is_some());
        assert!(to_mathml(&format!("{}x{}", r"\boxed{".repeat(50), "}".repeat(50)), true).is_none());
    }

    #[test]
    fn invalid_tex_is_none_and_dangerous_attributes_are_left_out() {
        assert!(to_mathml(r"\frac{", false).is_none());
        let node =
            parse_markup("<math onclick=\"x\" style=\"y\" display=\"block\"><mi>x</mi></math>").unwrap();
        let Node::Element(math) = node else { panic!("an element") };
        assert_eq!(math.attributes.len(), 1);
        assert!(parse_markup("<math>").is_none() && parse_markup("").is_none());
    }
}
