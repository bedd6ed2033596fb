//! The handle that every view gets: what the page knows, and what the visitor can do.

use super::kit::textarea::focus;
use crate::{
    exchange::Exchange,
    state::{Dialog, Part, PartLoading, State, switching},
    texts::Texts,
};
use browser::clipboard;
use conversation::keys::Command;
use leptos::{html, prelude::*};
use markdown::MathRenderer;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::Language;

/// The view of a part that is loaded on demand.
pub(crate) type PartView = fn(Page) -> AnyView;

/// The parts of the program that are loaded on demand.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    /// What is in the sidebar.
    pub(crate) library: Part<PartView>,
    /// The dialogs.
    pub(crate) dialogs: Part<PartView>,
    /// Rendering of formulas.
    pub(crate) formulas: Part<MathRenderer>,
}

impl Parts {
    /// Whether one of them has not come. Tracks.
    pub(crate) fn is_any_missing(self) -> bool {
        [self.library.loading, self.dialogs.loading, self.formulas.loading]
            .into_iter()
            .any(PartLoading::has_failed)
    }
}

/// What the views share. A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// What the page knows.
    pub(crate) state: State,
    /// Asks for answers.
    pub(crate) exchange: Exchange,
    /// What is loaded on demand.
    pub(crate) parts: Parts,
    /// The text box of the composer.
    pub(crate) composer: NodeRef<html::Textarea>,
    /// Answers are shown as plain text, because the page broke before it was loaded again: rendering one of them may
    /// have been the cause.
    pub(crate) is_plain: bool,
}

impl Page {
    /// The texts in the visitor's language. Whatever shows them is rendered again when the language changes.
    pub(crate) fn texts(self) -> &'static Texts {
        Texts::of(self.language())
    }

    /// The visitor's language, for the texts of a part that loads on demand.
    pub(crate) fn language(self) -> Language {
        untrack(|| self.state.language())
    }

    /// The page on privacy, at the part in the visitor's language.
    pub(crate) fn privacy_address(self) -> &'static str {
        match self.language() {
            Language::English => "/privacy",
            Language::Chinese => "/privacy#zh",
        }
    }

    /// Why a part has not come, if it has not: the connection, or a newer page in the place of this one. Tracks.
    pub(crate) fn missing_part_text(self, part: PartLoading) -> Option<&'static str> {
        let texts = &self.texts().common;
        let is_outdated = self.state.notices.has_update.get();
        part.has_failed().then_some(if is_outdated { texts.part_outdated } else { texts.part_missing })
    }

    /// Puts a text on the clipboard, or has the visitor do it, and tells `done` whether it is there.
    pub(crate) fn copy(self, text: String, done: impl FnOnce(bool) + 'static) {
        let texts = self.texts();
        clipboard::copy(text, texts.common.copy_by_hand, texts.notices.dismiss, Box::new(done));
    }

    /// Puts HTML on the clipboard, and a text for where no HTML is taken; or has the visitor copy the text.
    pub(crate) fn copy_formatted(self, html: String, text: String, done: impl FnOnce(bool) + 'static) {
        let texts = self.texts();
        clipboard::copy_formatted(
            html,
            text,
            texts.common.copy_by_hand,
            texts.notices.dismiss,
            Box::new(done),
        );
    }

    /// Puts the cursor into the composer.
    pub(crate) fn focus_composer(self) {
        focus(self.composer);
    }

    /// Puts a text into the composer, for the visitor to send or to change.
    pub(crate) fn suggest(self, text: &str) {
        self.state.draft.text.set(text.to_owned());
        self.focus_composer();
    }

    /// Begins a conversation.
    pub(crate) fn new_chat(self) {
        switching::start_new(self.state);
        self.state.layout.close_drawer();
        self.focus_composer();
    }

    /// Closes the sidebar.
    pub(crate) fn close_sidebar(self) {
        self.state.layout.sidebar.set(false);
        self.focus_composer();
    }

    /// Opens a dialog, and loads the dialogs if need be.
    pub(crate) fn open_dialog(self, dialog: Dialog) {
        self.parts.dialogs.loading.load_for_visitor();
        self.state.layout.close_drawer();
        self.state.layout.dialog.set(Some(dialog));
    }

    /// Opens the last question for editing, unless an answer is being written.
    pub(crate) fn edit_last_question(self) {
        let last = self
            .state
            .conversation
            .messages
            .with_untracked(|messages| messages.iter().rfind(|message| message.is_question()).copied());
        if let Some(question) = last.filter(|_| !self.state.conversation.is_running_untracked()) {
            self.state.layout.editing.set(Some(question.id));
        }
    }

    /// Does what a shortcut, or its line in the list of shortcuts, stands for.
    pub(crate) fn run(self, command: Command) {
        match command {
            Command::NewChat => self.new_chat(),
            Command::Focus => self.focus_composer(),
            Command::CopyAnswer => click_last(".prose:not(:empty) ~ .answer-foot [data-copy=markdown]"),
            Command::CopyCode => click_last(".answer [data-do=copy]"),
            Command::Shortcuts => self.open_dialog(Dialog::Shortcuts),
            Command::Sidebar => self.state.layout.toggle_sidebar(),
            Command::Search => self.state.layout.search(),
        }
    }
}

/// Clicks the last button that matches a selector, so that the button shows what it did.
fn click_last(selector: &str) {
    if let Some(button) = find(selector, true) {
        button.click();
    }
}

/// Puts the focus on the first or the last element that matches a selector, once it is rendered.
pub(crate) fn focus_later(selector: String, is_last: bool) {
    request_animation_frame(move || {
        if let Some(element) = find(&selector, is_last) {
            let _ = element.focus();
        }
    });
}

/// The first or the last element that matches a selector.
fn find(selector: &str, is_last: bool) -> Option<HtmlElement> {
    let all = document().query_selector_all(selector).ok()?;
    let index = if is_last { all.length().checked_sub(1)? } else { 0 };
    all.item(index)?.dyn_into().ok()
}
