//! The form for the access code, or the way to the test for humans, where the site asks for either. The browser keeps
//! a pass for it that no script can read.

use crate::{
    exchange::access::{self, AccessError},
    state::effect,
    texts::Texts,
    view::{
        kit::{seconds, show::Show, text::text},
        page::Page,
    },
};
use browser::time;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::SubmitEvent;
use wire::{ErrorCode, Status};

/// Shown while this browser has no pass, or when an answer was refused: a pass may have expired.
#[component]
pub(super) fn AccessForm(page: Page) -> impl IntoView {
    let state = page.state;
    let site_has = move |what: fn(&Status) -> bool| state.site.with(|site| site.as_ref().is_some_and(what));
    let is_pass_missing = RwSignal::new(false);
    effect(move || {
        if site_has(|site| site.access_code || site.challenge) {
            spawn_local(async move {
                if access::is_pass_missing().await {
                    is_pass_missing.try_set(true);
                }
            });
        }
    });
    let form = move || {
        if untrack(|| site_has(|site| site.challenge)) {
            view! { <ChallengeLink page/> }.into_any()
        } else {
            view! { <CodeForm page is_pass_missing/> }.into_any()
        }
    };
    view! {
        <Show when=move || is_pass_missing.get() || access::refused_answer(state).is_some()>{form()}</Show>
    }
}

/// The test for humans has a page of its own.
#[component]
fn ChallengeLink(page: Page) -> impl IntoView {
    let texts = &page.texts().access;
    view! {
        <p class="notice">
            {texts.challenge} " " <a href="/check">{texts.open_challenge}</a>
        </p>
    }
}

#[component]
fn CodeForm(page: Page, is_pass_missing: RwSignal<bool>) -> impl IntoView {
    let texts = page.texts();
    let input = NodeRef::<html::Input>::new();
    let is_sending = RwSignal::new(false);
    let error = RwSignal::new(None::<AccessError>);
    // When the next code may be tried.
    let next = RwSignal::new(0.0);
    let clock = RwSignal::new(0);
    let wait_s = move || {
        clock.track();
        ((next.get() - time::now()) / 1000.0).ceil() as u32
    };
    let has_to_wait = Signal::derive(move || wait_s() > 0);
    seconds::count(clock, has_to_wait);
    let is_off = move || is_sending.get() || has_to_wait.get();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if code.trim().is_empty() || untrack(is_off) {
            return;
        }
        is_sending.set(true);
        error.set(None);
        spawn_local(async move {
            let result = access::exchange_code(&code).await;
            is_sending.try_set(false);
            match result {
                Ok(()) => {
                    is_pass_missing.try_set(false);
                    ask_again(page);
                }
                Err(why) => {
                    if let AccessError::TooManyCodes { retry_after_s } = why {
                        next.try_set(time::now() + f64::from(retry_after_s) * 1000.0);
                    }
                    error.try_set(Some(why));
                }
            }
        });
    };
    let fact = move || error.get().map_or("", |error| error_text(texts, error)).to_owned();
    let wait = move || match (error.get(), wait_s()) {
        (Some(AccessError::TooManyCodes { .. }), 0) => texts.answer.retry_now.to_owned(),
        (Some(AccessError::TooManyCodes { .. }), wait_s) => (texts.answer.retry_in)(wait_s),
        _ => String::new(),
    };
    view! {
        <form class="code-wanted" on:submit=submit>
            <label>
                <span>{texts.access.code}</span>
                <input class="field" node_ref=input type="password" autocomplete="current-password" aria-describedby="code-trouble"/>
            </label>
            // As it waits, it keeps the focus.
            <button
                class="accent"
                type="submit"
                aria-disabled=move || is_off().to_string()
                aria-describedby="code-trouble"
            >
                {texts.access.enter}
            </button>
            <p id="code-trouble">
                <span role="alert">{text(fact)}</span>
                {text(wait)}
            </p>
        </form>
    }
}

/// Asks again what was refused for want of a pass.
fn ask_again(page: Page) {
    match untrack(|| access::refused_answer(page.state)) {
        Some(answer) => page.exchange.retry(answer),
        None => page.focus_composer(),
    }
}

fn error_text(texts: &Texts, error: AccessError) -> &'static str {
    match error {
        AccessError::WrongCode => texts.access.wrong_code,
        AccessError::TooManyCodes { .. } => texts.access.too_many_codes,
        AccessError::Unreachable => (texts.answer.error)(&ErrorCode::Unreachable).unwrap_or_default(),
    }
}
