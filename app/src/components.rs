//! The page's parts.

mod badge;
mod composer;
mod conversation;
mod guide;
mod icon;
mod message;
mod notice;
mod welcome;

use crate::{
    chat::Chat,
    exchange::{self, Stopper, load_status},
    markdown,
    parts::Part,
    shell::Early,
};
use composer::{Composer, ComposerHandle};
use conversation::Conversation;
use icon::{Icon, Shape};
use leptos::prelude::*;
use leptos::{ev, leptos_dom::helpers::window_event_listener};
use notice::Notices;

/// The whole page.
#[component]
pub(crate) fn App(early: Early) -> impl IntoView {
    let chat = Chat::restore();
    if !early.text.is_empty() {
        chat.draft.set(early.text.clone());
    }
    let stopper = StoredValue::new_local(Stopper::default());
    let composer = ComposerHandle::new(chat);
    let actions = Actions { chat, stopper, composer, markdown: Part::new() };
    load_status(chat);
    let leaving = window_event_listener(ev::pagehide, move |_| chat.save());
    on_cleanup(move || leaving.remove());

    view! {
        <header class="bar">
            <h1 class="brand">"Everchat"</h1>
            <button class="quiet" on:click=move |_| actions.new_chat()>
                <Icon shape=Shape::NewChat/>
                <span>{chat.texts.new_chat}</span>
            </button>
        </header>
        <Conversation actions/>
        <footer class="foot">
            <Notices chat/>
            <Composer actions had_focus=early.had_focus/>
        </footer>
        <p class="hidden" role="status">{move || chat.announcement.get()}</p>
    }
}

/// What the visitor can do; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    pub(crate) chat: Chat,
    stopper: StoredValue<Stopper, LocalStorage>,
    composer: ComposerHandle,
    markdown: Part<markdown::Begin>,
}

impl Actions {
    /// Sends what is in the composer.
    fn send(self) {
        if let Some(answer) = self.chat.send_draft() {
            self.composer.show_draft();
            self.stopper.with_value(|stopper| exchange::ask(self.chat, answer, stopper));
        }
    }

    fn retry(self, entry: crate::chat::Entry) {
        if let Some(answer) = self.chat.retry(entry) {
            self.stopper.with_value(|stopper| exchange::ask(self.chat, answer, stopper));
            self.composer.focus();
        }
    }

    fn go_on(self, entry: crate::chat::Entry) {
        if self.chat.go_on(entry) {
            self.stopper.with_value(|stopper| exchange::ask(self.chat, entry, stopper));
            self.composer.focus();
        }
    }

    fn stop(self) {
        self.stopper.with_value(Stopper::stop);
    }

    fn new_chat(self) {
        self.stop();
        self.chat.new_chat();
        self.composer.focus();
    }

    /// Puts a text into the composer, for the visitor to send or change.
    fn suggest(self, text: &str) {
        self.chat.draft.set(text.to_owned());
        self.composer.show_draft();
        self.composer.focus();
    }
}
