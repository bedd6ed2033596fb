//! How an answer is drawn while the Markdown part may still be on its way. Until it is there, or should it fail to
//! load, an answer is shown as plain text.

use crate::parts::Part;
use shared::markdown::{Begin, Draw, Extras, Wants};

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
