//! Drawing answers. The parser is a part of its own, loaded when it is first needed. Until it is there,
//! or should it ever fail to load, an answer is shown as plain text.

mod dom;
mod live;
mod render;
#[cfg(test)]
mod tests;

use crate::parts::Part;
pub(crate) use live::begin;
use web_sys::Element;

/// What keeps a drawing up with its text.
pub(crate) trait Draw {
    /// Draws what is new of `text`, which is all of the text so far.
    fn update(&mut self, text: &str, is_complete: bool);
}

/// Begins to draw into an empty element.
pub(crate) type Begin = fn(Element) -> Box<dyn Draw>;

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
        container: &Element,
        text: &str,
        is_complete: bool,
    ) {
        if matches!(self, Self::Plain)
            && let Some(begin) = markdown.get()
        {
            container.set_text_content(None);
            *self = Self::Markdown(begin(container.clone()));
        }
        match self {
            Self::Plain => container.set_text_content(Some(text)),
            Self::Markdown(drawing) => drawing.update(text, is_complete),
        }
        let _ = container.class_list().toggle_with_force("plain", matches!(self, Self::Plain));
    }
}
