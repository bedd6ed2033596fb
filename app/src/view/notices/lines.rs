//! Lines that say what is wrong, or unusual, just now.

use crate::{state::SharedLink, view::page::Page};
use browser::store::StoreError;
use leptos::{ev, prelude::*};
use wire::SiteState;

/// A line each for a conversation that came with a link or is missing, a part of the page that is missing, the state of the
/// site, and a store that does not work.
#[component]
pub(super) fn Lines(page: Page) -> impl IntoView {
    let texts = page.texts();
    let open = page.state.conversation;
    let shared = move || open.is_shared().then_some(texts.notices.shared);
    let missing_chat = move || match open.shared_link.get() {
        Some(SharedLink::Open) => None,
        Some(SharedLink::Broken) => Some(texts.notices.broken_link),
        None => {
            let is_missing = page.state.notices.is_chat_missing.get() && open.messages.with(Vec::is_empty);
            is_missing.then_some(texts.notices.chat_missing)
        }
    };
    let missing_part = move || page.missing_part_text(page.parts.dialogs.loading);
    let store_error = move || {
        page.state.notices.store_error.get().map(|error| match error {
            StoreError::Full => texts.notices.storage_full,
            StoreError::Newer => texts.notices.storage_newer,
            StoreError::Closed => texts.notices.storage_closed,
        })
    };
    view! {
        <div role="status">{line(Box::new(shared))} {line(site_state(page))}</div>
        <div aria-live="assertive">{line(Box::new(missing_chat))} {line(Box::new(missing_part))} {line(Box::new(store_error))}</div>
    }
}

/// What a line says, if anything; behind one type, so that it is compiled once.
type Text = Box<dyn Fn() -> Option<&'static str> + Send>;

/// A line that is there while it has a text.
fn line(text: Text) -> impl IntoView {
    move || text().map(|text| view! { <p class="notice">{text}</p> })
}

/// Whether the browser is offline, or how the site is, where that needs saying.
fn site_state(page: Page) -> Text {
    let texts = &page.texts().notices;
    // Then the site does answer.
    let is_answering = Memo::new(move |_| {
        let answer = page.state.conversation.running_answer();
        answer.is_some_and(|answer| !answer.message.text.with(String::is_empty))
    });
    let is_online = RwSignal::new(window().navigator().on_line());
    let on_online = window_event_listener(ev::online, move |_| is_online.set(true));
    let on_offline = window_event_listener(ev::offline, move |_| is_online.set(false));
    on_cleanup(move || {
        on_online.remove();
        on_offline.remove();
    });
    Box::new(move || {
        if !is_online.get() {
            return Some(texts.offline);
        }
        page.state.site.with(|status| {
            let status = status.as_ref()?;
            match status.state {
                SiteState::Unconfigured => Some(texts.unconfigured),
                SiteState::Down => (!is_answering.get()).then_some(texts.down),
                SiteState::Degraded => Some(texts.degraded),
                SiteState::Ok => status.emulator.then_some(texts.emulator),
            }
        })
    })
}
