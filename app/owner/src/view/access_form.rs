//! Asks for the owner's code.

use crate::page::Page;
use leptos::{ev, html, prelude::*};

/// The form; it takes the focus.
#[component]
pub(crate) fn AccessForm(
    page: Page,
    /// The last code was wrong.
    is_wrong: bool,
) -> impl IntoView {
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
            page.sign_in(code);
        }
    };
    view! {
        <form class="access-form" on:submit=on_submit>
            <p>{move || page.texts().owners_only}</p>
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
            <button type="submit">{move || page.texts().show_report}</button>
        </form>
    }
}
