//! The root of the page: makes the state, listens to the window, and lays out the views.

use crate::{
    exchange::Exchange,
    lazy,
    state::{Announcement, State, effect, navigation, other_tabs, page_close, restoring, sharing},
    texts::Texts,
    view::{
        composer::Composer,
        conversation::ConversationView,
        header::Header,
        kit::{
            attaching::{take_drop, take_early_drop},
            textarea::focus,
        },
        notices::NoticesView,
        page::Page,
        shell::{self, EarlyInput},
        sidebar::Sidebar,
    },
};
use browser::files::File;
use conversation::keys::Command;
use leptos::{ev, prelude::*};

/// The whole page.
#[component]
pub(crate) fn App(
    early: EarlyInput,
    /// What was dropped before the program started.
    files: Vec<File>,
) -> impl IntoView {
    let state = State::new();
    if !early.text.is_empty() {
        state.draft.text.set(early.text.clone());
    }
    let composer = NodeRef::new();
    let page = Page {
        state,
        exchange: Exchange::new(state, move || focus(composer)),
        parts: lazy::parts(),
        composer,
        is_plain: shell::was_broken(),
    };
    restoring::restore(state);
    if !files.is_empty() {
        take_early_drop(page, files, early.is_sent);
    } else if early.is_sent {
        page.exchange.send_when_open();
    }
    other_tabs::follow(state);
    navigation::follow(state);
    page.exchange.follow_site();
    listen(page);

    let early = StoredValue::new(early);
    let language = Memo::new(move |_| state.language());
    move || {
        // Another language renders the page anew; what was typed stays. `track` alone would not compute the memo.
        let _ = language.get();
        view! { <Layout page early/> }
    }
}

/// The places of the views.
#[component]
fn Layout(page: Page, early: StoredValue<EarlyInput>) -> impl IntoView {
    let texts = page.texts();
    let dialogs = move || page.parts.dialogs.get().map(|dialogs| dialogs(page));
    effect(move || {
        // Once the dialogs have come after all, none opens by itself.
        if page.parts.dialogs.loading.has_failed() {
            page.state.layout.dialog.set(None);
        }
    });
    let announcement = |is_failure: bool| {
        move || {
            let latest = page.state.notices.announcement.get();
            latest.filter(|latest| latest.is_failure() == is_failure).map(|latest| announce(texts, latest))
        }
    };
    view! {
        <Sidebar page/>
        <div class="page">
            <Header page/>
            <ConversationView page/>
            <footer class="foot">
                <NoticesView page/>
                <Composer page early/>
            </footer>
        </div>
        {dialogs}
        <p class="hidden" role="status">
            {announcement(false)}
        </p>
        <p class="hidden" aria-live="assertive">
            {announcement(true)}
        </p>
    }
}

/// What screen readers say of an answer.
fn announce(texts: &Texts, announcement: Announcement) -> &'static str {
    let texts = &texts.answer;
    match announcement {
        Announcement::Began => texts.began,
        Announcement::Complete => texts.complete,
        Announcement::Length => texts.length,
        Announcement::Blocked => texts.blocked,
        Announcement::Stopped => texts.stopped,
        Announcement::Interrupted => texts.interrupted,
        Announcement::Failed => texts.failed,
    }
}

/// Listens to the window as long as the page lives.
fn listen(page: Page) {
    window_event_listener(ev::dragover, move |event| take_drop(page, &event));
    window_event_listener(ev::drop, move |event| take_drop(page, &event));
    window_event_listener(ev::hashchange, move |_| {
        // A link was put into the address of the open page, which does not load it anew.
        if sharing::has_link() {
            restoring::restore(page.state);
        }
    });
    window_event_listener(ev::pagehide, move |_| page_close::save_at_once(page.state));
    window_event_listener(ev::keydown, move |event| on_key(page, &event));
    window_event_listener(ev::resize, move |_| page.state.layout.resized());
    window_event_listener(ev::online, move |_| page.exchange.send_unsent());
}

/// A key that nothing in the page has taken: a shortcut, or Escape to close a chat's menu or to stop the answer.
fn on_key(page: Page, event: &ev::KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    let is_command = event.ctrl_key() || event.meta_key();
    if let Some(command) = Command::of(&event.key().to_ascii_lowercase(), is_command, event.shift_key()) {
        event.prevent_default();
        page.run(command);
    } else if event.key() == "Escape" && page.state.layout.dialog.get_untracked().is_none() {
        if page.state.layout.chat_menu.get_untracked().is_some() {
            return page.state.layout.chat_menu.set(None);
        }
        page.exchange.stop();
    }
}
