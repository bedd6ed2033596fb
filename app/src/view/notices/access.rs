//! The form for the access code, or the way to the test for humans, where the site asks for either. The browser keeps
//! a pass for it that no script can read.

use crate::{
    exchange::access::{self, AccessError},
    state::effect,
    texts::Texts,
    view::{kit::show::Show, page::Page},
};
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
    let (is_sending, error) = (RwSignal::new(false), RwSignal::new(String::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if code.trim().is_empty() || is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        spawn_local(async move {
            let result = access::exchange_code(&code).await;
            is_sending.try_set(false);
            match result {
                Ok(()) => {
                    is_pass_missing.try_set(false);
                    ask_again(page);
                }
                Err(why) => {
                    error.try_set(error_text(texts, why));
                }
            }
        });
    };
    view! {
        <form class="code-wanted" on:submit=submit>
            <label>
                <span>{texts.access.code}</span>
                <input class="field" node_ref=input type="password" autocomplete="current-password" aria-describedby="code-trouble"/>
            </label>
            <button class="accent" type="submit" disabled=is_sending>
                {texts.access.enter}
            </button>
            <p id="code-trouble" role="alert">
                {error}
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

fn error_text(texts: &Texts, error: AccessError) -> String {
    match error {
        AccessError::WrongCode => texts.access.wrong_code.to_owned(),
        AccessError::TooManyCodes { retry_after_s } => {
            format!("{}{}", texts.access.too_many_codes, (texts.answer.retry_in)(retry_after_s))
        }
        AccessError::Unreachable => {
            (texts.answer.error)(&ErrorCode::Unreachable).unwrap_or_default().to_owned()
        }
    }
}
