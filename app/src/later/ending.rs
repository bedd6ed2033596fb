//! How an answer ended.

use super::texts;
use crate::{
    answer::{Ending, Failure, State},
    chat::{Chat, Entry},
    components::{Actions, Shape, button_unless, dynamic, nothing},
};
use leptos::prelude::*;

/// How the answer ended, where that needs saying, and what can be done about it.
pub(super) fn ending(actions: Actions, entry: Entry) -> AnyView {
    let chat = actions.chat;
    let texts = texts(chat);
    let is_busy = Signal::derive(move || chat.running().is_some());
    dynamic(move || {
        let Some(text) = note(chat, entry) else { return nothing() };
        let (has_failed, can_go_on) = (entry.has_failed(), entry.can_go_on());
        let go_on = can_go_on
            .then(|| button_unless(is_busy, Some(Shape::GoOn), texts.go_on, move |_| actions.go_on(entry)));
        let retry = has_failed
            .then(|| button_unless(is_busy, Some(Shape::Retry), texts.retry, move |_| actions.retry(entry)));
        let report = (has_failed && chat.is_owners()).then(|| {
            view! {
                <a class="quiet" href="/report">
                    {texts.report}
                </a>
            }
        });
        view! {
            <div class="ending" class:failed=has_failed>
                <p>{text}</p>
                <div class="ways">{go_on} {retry} {report}</div>
            </div>
        }
        .into_any()
    })
}

fn note(chat: Chat, entry: Entry) -> Option<String> {
    let (texts, later) = (chat.texts(), texts(chat));
    entry.state.with(|state| match state {
        State::Ended(Ending::Failed(failure)) => Some(failure_text(chat, failure)),
        State::Ended(Ending::Interrupted) => Some(texts.interrupted.to_owned()),
        State::Ended(Ending::Length) => Some(texts.length.to_owned()),
        State::Ended(Ending::Blocked) => Some(texts.blocked.to_owned()),
        State::Ended(Ending::Stopped) => Some(texts.stopped.to_owned()),
        State::Ended(Ending::Complete) if entry.receipt.with(|receipt| receipt.is_rescued) => {
            Some(later.rescued.to_owned())
        }
        _ => None,
    })
}

fn failure_text(chat: Chat, failure: &Failure) -> String {
    let known = (texts(chat).error)(&failure.code).map(str::to_owned);
    let mut text = known.unwrap_or_else(|| failure.message.clone());
    // That one says when, and hours in seconds would say nothing.
    if let Some(seconds) = failure.retry_after_s.filter(|_| failure.code != "daily_budget") {
        text.push_str(&(texts(chat).retry_in)(seconds));
    }
    text
}
