//! Drawing answers: a part of the page that is loaded when it is first needed.
//!
//! [`block`] finds what stands in what and [`inline`] what stands in a paragraph, [`render`] and [`words`] make
//! [`node`]s of both. [`mend`] makes sense of a half-finished end, [`dom`] draws what has changed, [`live`] keeps up with a text
//! that grows.

mod autolink;
mod block;
mod dom;
mod emphasis;
mod entity;
mod formula;
mod inline;
mod line;
mod link;
mod live;
mod mend;
mod node;
mod render;
#[cfg(test)]
mod spec;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use live::begin;
pub use node::{Element, Node};

/// What keeps a drawing up with its text.
pub trait Draw {
    /// Draws what is new of `text`, which is all of the text so far.
    fn update(&mut self, text: &str, is_complete: bool, extras: Extras) -> Wants;
}

/// Begins to draw into an empty element.
pub type Begin = fn(web_sys::Element, Extras) -> Box<dyn Draw>;
/// Code in a language, in coloured pieces; `None` if the language is not known.
pub type Highlight = fn(&str, &str) -> Option<Vec<Node>>;
/// A formula in TeX, in a line of its own or not, as MathML; `None` if it cannot be read.
pub type ToMathMl = fn(&str, bool) -> Option<Node>;

/// What a drawing can use.
#[derive(Clone, Copy, Default)]
pub struct Extras {
    /// Tells the drawings of a page apart.
    pub id: u64,
    /// What the buttons of a code block say: copy, wrap, download.
    pub labels: [&'static str; 3],
    /// Once it is loaded.
    pub highlight: Option<Highlight>,
    /// Once it is loaded.
    pub math: Option<ToMathMl>,
}

impl Extras {
    fn has_less_than(&self, other: &Self) -> bool {
        (self.highlight.is_none() && other.highlight.is_some())
            || (self.math.is_none() && other.math.is_some())
    }
}

/// What a text could use that may not be loaded yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    pub highlight: bool,
    pub math: bool,
}
