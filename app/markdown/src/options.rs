//! What the caller can choose.

use crate::node::Node;

/// Converts a formula in TeX, displayed on a line of its own (`true`) or not, into a node, which as a rule is MathML;
/// `None` if the formula cannot be read. [`tex::to_mathml`](crate::tex::to_mathml) is one.
pub type MathRenderer = fn(&str, bool) -> Option<Node>;

/// How a text is rendered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Is part of the ids of footnotes (`note-{number}-{id}`), so that texts on one page do not share any.
    pub id: u64,
    /// The buttons above a code block; `None` leaves them out.
    pub code_buttons: Option<CodeButtons>,
    /// Renders formulas. Without it a formula is shown as TeX, in `<code>`.
    pub math: Option<MathRenderer>,
}

/// The labels of a code block's buttons. What the buttons do is up to the caller, who finds them by their attribute
/// `data-do`: `wrap`, `copy` or `download`.
#[derive(Clone, Copy, Debug)]
pub struct CodeButtons {
    /// Copies the code.
    pub copy: &'static str,
    /// Wraps long lines.
    pub wrap: &'static str,
    /// Saves the code as a file.
    pub download: &'static str,
}
