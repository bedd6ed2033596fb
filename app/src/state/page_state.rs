//! One handle for everything that the page knows.

use super::{
    draft::Draft, layout::Layout, new_conversation::new_conversation, notices::Notices,
    open_conversation::Conversation, saver::Saver, settings,
};
use browser::{language, owner};
use conversation::{prompt, settings::Settings};
use leptos::prelude::*;
use wire::{Environment, Language, Model, Status};

/// What the page knows; a handle that is free to copy. Made once, by the page's root, which owns its signals.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// What the visitor chose for the page and for new conversations.
    pub(crate) settings: RwSignal<Settings>,
    /// The open conversation.
    pub(crate) conversation: Conversation,
    /// The message that is being typed.
    pub(crate) draft: Draft,
    /// The question that is being edited. It outlives its form, for a file that is still being read.
    pub(crate) edited: Draft,
    /// What the visitor is told beside the conversation.
    pub(crate) notices: Notices,
    /// How the site is; `None` until it has said so.
    pub(crate) site: RwSignal<Option<Status>>,
    /// The site's models without `auto`; `None` until they are asked for, empty if the site did not answer.
    pub(crate) models: RwSignal<Option<Vec<Model>>>,
    /// What is open beside the conversation.
    pub(crate) layout: Layout,
    /// Saves conversations.
    pub(crate) saver: Saver,
}

impl State {
    /// An empty conversation, the visitor's settings (applied to the document) and the draft of the last visit.
    pub(crate) fn new() -> Self {
        let chosen = settings::load();
        settings::apply(&chosen);
        let conversation = Conversation::new(new_conversation(&chosen));
        let notices = Notices::new();
        Self {
            settings: RwSignal::new(chosen),
            conversation,
            draft: Draft::load(),
            edited: Draft::new(),
            notices,
            site: RwSignal::new(None),
            models: RwSignal::new(None),
            layout: Layout::new(),
            saver: Saver::new(conversation, notices.store_error),
        }
    }

    /// The language of the page: the visitor's choice, or else the browser's. Tracks the settings.
    pub(crate) fn language(self) -> Language {
        self.settings.with(|settings| settings.language).unwrap_or_else(language::preferred)
    }

    /// The most characters of a question in the open conversation. Tracks the site's status and the conversation.
    pub(crate) fn room(self) -> usize {
        let max_chars = self.site.with(|site| site.as_ref().and_then(|site| site.max_input_chars));
        self.conversation.record.with(|record| prompt::room(&record.options, max_chars))
    }

    /// How many characters a draft has too many. Tracks it too.
    pub(crate) fn excess(self, draft: Draft) -> usize {
        draft.words().saturating_sub(self.room())
    }

    /// Whether the owner is here, as far as this browser knows: on a development server, or where the report has
    /// been seen. Tracks the site's status.
    pub(crate) fn is_owner(self) -> bool {
        let is_local = |status: &Status| status.environment == Environment::Local;
        self.site.with(|status| status.as_ref().is_some_and(is_local)) || owner::is_known()
    }
}
