//! Drawing answers. The parser is a part of the page that is loaded when it is first needed. Until it is there,
//! or should it fail to load, an answer is shown as plain text.
//!
//! [`render`] goes from Markdown to [`node`]s, with [`autolink`] and [`tex`] for what the parser leaves out,
//! [`mend`] makes sense of a half-finished end, [`dom`] draws what has changed, [`live`] keeps up with a text
//! that grows.

mod autolink;
mod dom;
mod live;
mod mend;
mod node;
mod render;
#[cfg(test)]
mod tests;
mod tex;

use crate::parts::Part;
pub(crate) use live::begin;
pub(crate) use node::{Element, Node};

/// What keeps a drawing up with its text.
pub(crate) trait Draw {
    /// Draws what is new of `text`, which is all of the text so far.
    fn update(&mut self, text: &str, is_complete: bool, extras: Extras) -> Wants;
}

/// Begins to draw into an empty element.
pub(crate) type Begin = fn(web_sys::Element, Extras) -> Box<dyn Draw>;
/// Code in a language, in coloured pieces; `None` if the language is not known.
pub(crate) type Highlight = fn(&str, &str) -> Option<Vec<Node>>;
/// A formula in TeX, in a line of its own or not, as MathML; `None` if it cannot be read.
pub(crate) type ToMathMl = fn(&str, bool) -> Option<Node>;

/// What a drawing can use.
#[derive(Clone, Copy, Default)]
pub(crate) struct Extras {
    /// Tells the drawings of a page apart.
    pub(crate) id: u64,
    /// What the buttons of a code block say: copy, wrap, download.
    pub(crate) labels: [&'static str; 3],
    /// Once it is loaded.
    pub(crate) highlight: Option<Highlight>,
    /// Once it is loaded.
    pub(crate) math: Option<ToMathMl>,
}

impl Extras {
    fn has_less_than(&self, other: &Self) -> bool {
        (self.highlight.is_none() && other.highlight.is_some())
            || (self.math.is_none() && other.math.is_some())
    }
}

/// What a text could use that may not be loaded yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wants {
    pub(crate) highlight: bool,
    pub(crate) math: bool,
}

/// How one answer is drawn.
#[derive(Default)]
pub(crate) enum Drawing {
    /// As it is, since the parser is not there yet.
    #[default]
    Plain,
    Markdown(Box<dyn Draw>),
}

impl Drawing {
    /// Draws what is new of `text`.
    pub(crate) fn update(
        &mut self,
        markdown: Part<Begin>,
        container: &web_sys::Element,
        text: &str,
        is_complete: bool,
        extras: Extras,
    ) -> Wants {
        if matches!(self, Self::Plain)
            && let Some(begin) = markdown.get()
        {
            container.set_text_content(None);
            *self = Self::Markdown(begin(container.clone(), extras));
        }
        let _ = container.class_list().toggle_with_force("plain", matches!(self, Self::Plain));
        match self {
            Self::Plain => {
                container.set_text_content(Some(text));
                Wants::default()
            }
            Self::Markdown(drawing) => drawing.update(text, is_complete, extras),
        }
    }
}
