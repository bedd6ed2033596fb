//! Why an example comes out differently.

use crate::compare::LESS_THAN;

/// The reason why an example comes out differently, as the README words it.
pub(crate) fn deviation(expected: &str, rendered: &str) -> Option<&'static str> {
    let texts = |structure: &str| structure.matches(LESS_THAN).count();
    if expected.contains("<img>") {
        return Some("Images are links: loading one could carry the text away in its address.");
    }
    if texts(rendered) > texts(expected) {
        return Some("HTML is shown as text.");
    }
    if expected.contains("<a>xmpp:") {
        return Some("Links lead to web and email addresses only.");
    }
    if rendered.contains("<a>") && !expected.contains("<a>") {
        return Some("Addresses in plain text are links, as in GFM.");
    }
    if rendered.contains("&HilbertSpace;") {
        return Some("Named character references are those of HTML 4, not all of HTML 5.");
    }
    if rendered.contains("<td>") && rendered.contains(" | ") && !expected.contains(" | ") {
        return Some("A row of a table keeps what is beyond its last column.");
    }
    if expected.contains("<del>") && rendered.contains('~') {
        return Some("One tilde strikes nothing through: it is a range, or means \"about\".");
    }
    if rendered.contains("5*6*78") || rendered.contains("5**6**78") {
        return Some("A star between digits is a product or a power.");
    }
    rendered.contains("<span><code>").then_some("Dollars can begin formulas.")
}
