//! Asks for the owner's code.

use crate::Page;
use leptos::{ev, html, prelude::*};

#[component]
pub(crate) fn Door(page: Page, is_wrong: bool) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let code = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        if !code.trim().is_empty() {
            page.enter(code);
        }
    };
    view! {
        <form class="door" on:submit=on_submit>
            <p>{move || page.texts().for_the_owner}</p>
            <label>
                {move || page.texts().code}
                <input
                    node_ref=input
                    type="password"
                    autocomplete="current-password"
                    aria-invalid=is_wrong.to_string()
                    aria-describedby="wrong"
                />
            </label>
            <p id="wrong" class="wrong" role="alert">
                {move || if is_wrong { page.texts().wrong_code } else { "" }}
            </p>
            <button type="submit">{move || page.texts().show}</button>
        </form>
    }
}
