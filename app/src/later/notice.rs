//! Quiet lines above the composer: how the site is, where it is not well, and what can be taken back.

use super::texts;
use crate::{
    chat::{Deleted, Link},
    components::{Actions, button, button_unless, dynamic, nothing, on_window, when, words},
    store::StoreError,
    update::apply_update,
};
use leptos::prelude::*;
use wire::SiteState;

/// What the visitor should know.
pub(super) fn notices(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = texts(chat);
    let is_online = RwSignal::new(window().navigator().on_line());
    on_window("online", move |_| is_online.set(true));
    on_window("offline", move |_| is_online.set(false));
    let of_site = move || {
        if !is_online.get() {
            return Some(texts.offline);
        }
        let status = chat.status.get()?;
        match status.state {
            SiteState::Unconfigured => Some(texts.unconfigured),
            SiteState::Down => Some(texts.down),
            SiteState::Degraded => Some(texts.degraded),
            SiteState::Ok if status.emulator => Some(texts.emulator),
            SiteState::Ok => None,
        }
    };
    let of_storage = move || {
        chat.trouble.get().map(|trouble| match trouble {
            StoreError::Full => texts.storage_full,
            StoreError::Newer => texts.storage_newer,
            StoreError::Closed => texts.storage_closed,
        })
    };
    let of_link = move || {
        chat.link.get().map(|link| match link {
            Link::Read => texts.shared,
            Link::Broken => texts.link_broken,
        })
    };
    let of_part = move || actions.panels.is_missing().then_some(chat.texts().part_missing);
    let line = |text: Box<dyn Fn() -> Option<&'static str> + Send>| {
        dynamic(move || text().map_or_else(nothing, |text| view! { <p class="notice">{text}</p> }.into_any()))
    };
    view! { {undo(actions)} {newer(actions)} {preview(actions)} {super::door::door(actions)} {line(Box::new(of_link))} {line(Box::new(of_part))} {line(Box::new(of_site))} {line(Box::new(of_storage))} }.into_any()
}

/// Which preview this is: nobody is to take one for the site.
fn preview(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let is_preview = move || {
        chat.status.with(|status| status.as_ref().is_some_and(|status| status.environment == "preview"))
    };
    let said = move || {
        let status = chat.status.get();
        let status = status.as_ref();
        let branch = status.and_then(|status| status.branch.as_deref()).unwrap_or("?");
        let commit = status.and_then(|status| status.commit.as_deref()).unwrap_or("?");
        (texts(chat).preview)(branch, commit.get(..7).unwrap_or(commit))
    };
    when(is_preview, move || view! { <p class="notice preview">{words(said)}</p> }.into_any())
}

/// What was deleted last, and the way back.
fn undo(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = texts(chat);
    let said = move || match chat.deleted.get() {
        Some(Deleted::Conversation(conversation, _)) => (texts.chat_deleted)(&conversation.title),
        _ => texts.message_deleted.to_owned(),
    };
    let take_back = move |_| {
        chat.take_back();
        actions.focus_composer();
    };
    let dismiss = move |_| {
        chat.deleted.set(None);
        actions.focus_composer();
    };
    let view = move || {
        view! {
            <div class="undo" role="status">
                <span>{words(said)}</span>
                {button(None, texts.undo, take_back)} {button(None, texts.dismiss, dismiss)}
            </div>
        }
        .into_any()
    };
    when(move || chat.deleted.with(Option::is_some), view)
}

/// A newer page, once nobody is kept waiting for an answer.
fn newer(actions: Actions) -> AnyView {
    let texts = texts(actions.chat);
    let is_busy = Signal::derive(move || actions.chat.live.with(|live| !live.is_empty()));
    let view = move || {
        view! {
            <div class="undo" role="status">
                <span>{texts.newer_page}</span>
                {button_unless(is_busy, None, texts.load_it, move |_| apply_update())}
            </div>
        }
        .into_any()
    };
    when(move || actions.ui.has_update.get(), view)
}
