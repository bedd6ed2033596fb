//! A message that is being written: a new one in the composer, or an edited one in its place.

use super::textarea::focus;
use crate::{state::Draft, view::page::Page};
use leptos::{html, prelude::*};

/// The message and its text box; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Writing {
    pub(crate) page: Page,
    pub(crate) draft: Draft,
    pub(crate) text_box: NodeRef<html::Textarea>,
}

impl Writing {
    /// The message in the composer.
    pub(crate) fn new_message(page: Page) -> Self {
        Self { page, draft: page.state.draft, text_box: page.composer }
    }

    /// The question that is being edited.
    pub(crate) fn edited(page: Page, text_box: NodeRef<html::Textarea>) -> Self {
        Self { page, draft: page.state.edited, text_box }
    }

    /// How many characters it has too many. Tracks it.
    pub(crate) fn excess(self) -> usize {
        self.page.state.excess(self.draft)
    }

    /// Makes an attachment of what is typed.
    pub(crate) fn attach_typed(self) {
        self.draft.attach_typed();
        self.focus();
    }

    /// Puts the cursor into its text box.
    pub(crate) fn focus(self) {
        focus(self.text_box);
    }
}
