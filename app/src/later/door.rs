//! The visitors' door: a code is asked for once, or a test for humans, and the browser keeps a pass for it that no
//! script can read.

use super::texts;
use crate::{
    answer::{Ending, State},
    chat::{Chat, Entry},
    components::{Actions, effect, when, words},
    exchange, http,
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen_futures::spawn_local;
use wire::{Status, json::Value};

const ADDRESS: &str = "/api/access";

/// A form for the code, while the site asks for one and this browser has no pass.
pub(super) fn door(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let holds = move |is: fn(&Status) -> bool| chat.status.with(|status| status.as_ref().is_some_and(is));
    let has_lock = move || holds(|status| status.access_code || status.challenge);
    let is_challenge = move || holds(|status| status.challenge);
    let is_shut = RwSignal::new(false);
    effect(move || {
        if has_lock() {
            spawn_local(async move {
                let standing = http::get(ADDRESS).await.and_then(|json| Value::read(&json));
                if standing.is_some_and(|standing| standing["passed"] == false) {
                    is_shut.try_set(true);
                }
            });
        }
    });
    // A pass may have ended in the meantime.
    let shown = move || if untrack(is_challenge) { challenge(actions) } else { form(actions, is_shut) };
    when(move || is_shut.get() || refused(chat).is_some(), shown)
}

/// The way to the test for humans, which has a page of its own.
fn challenge(actions: Actions) -> AnyView {
    let texts = texts(actions.chat);
    view! {
        <p class="notice">
            {texts.challenge} " " <a href="/check">{texts.take_challenge}</a>
        </p>
    }
    .into_any()
}

/// The last answer, if it was refused for want of the code.
fn refused(chat: Chat) -> Option<Entry> {
    let is_refused = |entry: &Entry| {
        entry.state.with(|state| {
            matches!(state, State::Ended(Ending::Failed(failure)) if matches!(&*failure.code, "access_code_required" | "challenge_required"))
        })
    };
    chat.entries.with(|entries| entries.last().copied()).filter(is_refused)
}

fn form(actions: Actions, is_shut: RwSignal<bool>) -> AnyView {
    let texts = texts(actions.chat);
    let input = NodeRef::<html::Input>::new();
    let (is_asking, trouble) = (RwSignal::new(false), RwSignal::new(String::new()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let code = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if code.trim().is_empty() || is_asking.get_untracked() {
            return;
        }
        is_asking.set(true);
        spawn_local(async move {
            let answer = enter(&code, texts).await;
            is_asking.try_set(false);
            match answer {
                Ok(()) => {
                    is_shut.set(false);
                    // What was asked before the code was known is asked again by itself.
                    match untrack(|| refused(actions.chat)) {
                        Some(entry) => actions.retry(entry),
                        None => actions.focus_composer(),
                    }
                }
                Err(why) => {
                    trouble.try_set(why);
                }
            }
        });
    };
    view! {
        <form class="code-wanted" on:submit=submit>
            <label>
                <span>{texts.access_code}</span>
                <input node_ref=input type="password" autocomplete="current-password" aria-describedby="code-trouble"/>
            </label>
            <button class="accent" type="submit" disabled=is_asking>
                {texts.enter}
            </button>
            <p id="code-trouble" role="alert">
                {words(move || trouble.get())}
            </p>
        </form>
    }
    .into_any()
}

/// Exchanges the code for a pass.
async fn enter(code: &str, texts: &crate::i18n::LaterTexts) -> Result<(), String> {
    let body = Value::object().with("code", code).to_string();
    let unreachable = || (texts.error)("unreachable").unwrap_or_default().to_owned();
    let response = http::send(ADDRESS, &[], Some(&body), None).await.ok_or_else(unreachable)?;
    match response.status() {
        204 => Ok(()),
        401 => Err(texts.wrong_code.to_owned()),
        429 => {
            let wait_s = exchange::failure(&response).await.retry_after_s.unwrap_or(1);
            Err(format!("{}{}", texts.too_many_codes, (texts.retry_in)(wait_s)))
        }
        _ => Err(unreachable()),
    }
}
