//! Asks for the owner's code.

use crate::page::{Page, SignIn};
use browser::access::AccessError;
use leptos::{ev, html, prelude::*};

/// The form; it takes the focus. It stays while a code is tried, and says what came of it.
#[component]
pub(crate) fn AccessForm(page: Page) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let is_trying = move || page.sign_in.get() == SignIn::Trying;
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let code = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if !code.trim().is_empty() && page.sign_in.get_untracked() != SignIn::Trying {
            page.try_code(code);
        }
    };
    let is_wrong = move || page.sign_in.get() == SignIn::Failed(AccessError::WrongCode);
    view! {
        <form class="access-form card" on:submit=on_submit>
            <p>{move || page.texts().owners_only}</p>
            <label>
                {move || page.texts().code}
                <input
                    class="field"
                    node_ref=input
                    type="password"
                    autocomplete="current-password"
                    readonly=is_trying
                    aria-invalid=move || is_wrong().to_string()
                    aria-describedby="wrong"
                />
            </label>
            <p id="wrong" class="wrong" role="alert">
                {move || what_came(page)}
            </p>
            <button class="button accent" type="submit" aria-disabled=move || is_trying().to_string()>
                {move || page.texts().show}
            </button>
        </form>
    }
}

/// Why the last code gave no pass; empty if none was tried, or one is being tried.
fn what_came(page: Page) -> &'static str {
    let texts = page.texts();
    match page.sign_in.get() {
        SignIn::Idle | SignIn::Trying => "",
        SignIn::Failed(AccessError::WrongCode) => texts.wrong_code,
        SignIn::Failed(_) => texts.unreachable,
    }
}
