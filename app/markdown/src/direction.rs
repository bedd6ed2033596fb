//! The direction in which each block is read: that of its first letter, as `dir=auto` has it
//! (<https://html.spec.whatwg.org/#auto-directionality>). A browser would look at the whole text again whenever an element
//! is added to it, and there may be thousands.

use crate::node::{Element, Node};

/// The elements that have a direction of their own.
const BLOCKS: [&str; 15] =
    ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "th", "td", "div", "figure"];

/// Sets the attribute `dir` of each block in `element`, and of itself, that is read otherwise than what is around it.
/// Code is always read from left to right.
pub(crate) fn set_directions(element: &mut Element, is_around_right_to_left: bool) {
    let is_code = element.tag == "figure";
    let mut is_right_to_left = is_around_right_to_left;
    if BLOCKS.contains(&&*element.tag) {
        let first = if is_code { None } else { first_letter(&element.children) };
        is_right_to_left = first.map_or(is_right_to_left && !is_code, self::is_right_to_left);
        if is_right_to_left != is_around_right_to_left {
            element.attributes.push(("dir".into(), if is_right_to_left { "rtl" } else { "ltr" }.to_owned()));
        }
    }
    if is_code || element.tag == "math" {
        return;
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            set_directions(child, is_right_to_left);
        }
    }
}

/// The first letter, but not of code.
fn first_letter(nodes: &[Node]) -> Option<char> {
    nodes.iter().find_map(|node| match node {
        Node::Text(text) => text.chars().find(|c| c.is_alphabetic()),
        Node::Element(element) if matches!(&*element.tag, "code" | "figure" | "math") => None,
        Node::Element(element) => first_letter(&element.children),
    })
}

/// Whether a letter is of a script that is written from right to left: the blocks that Unicode keeps for these
/// (<https://www.unicode.org/Public/UNIDATA/extracted/DerivedBidiClass.txt>, the defaults of R and AL).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use crate::{Options, render, to_html};

    fn html(text: &str) -> String {
        to_html(&render(text, &Options::default()))
    }

    #[test]
    fn the_first_letter_of_each_block_decides() {
        assert_eq!(html("hello שלום\n\nשלום hello"), "<p>hello שלום</p><p dir=\"rtl\">שלום hello</p>");
        assert_eq!(html("**1.** مرحبا"), "<p dir=\"rtl\"><strong>1.</strong> مرحبا</p>");
        assert_eq!(html("`let x` שלום"), "<p dir=\"rtl\"><code>let x</code> שלום</p>");
        assert_eq!(html("123 :-)"), "<p>123 :-)</p>");
        assert_eq!(html("𞤀𞤣𞤤"), "<p dir=\"rtl\">𞤀𞤣𞤤</p>");
        assert!(html("- שלום\n- hello").starts_with("<ul dir=\"rtl\"><li>שלום</li><li dir=\"ltr\">hello"));
    }

    #[test]
    fn code_is_read_from_left_to_right() {
        let html = html("- שלום\n\n  ```\n  let x;\n  ```");
        assert!(
            html.contains("dir=\"rtl\"") && html.contains("<figure class=\"code\" dir=\"ltr\">"),
            "{html}"
        );
    }

    #[test]
    fn a_long_text_without_letters_takes_no_long() {
        assert!(html(&"- \n".repeat(20_000)).contains("<li>"));
    }
}
