//! Why there is nothing to show.

use crate::{
    loading::LoadError,
    page::Page,
    view::kit::{
        command::Command,
        icon::{Icon, Shape},
    },
};
use browser::access::AccessError;
use js_sys::Date;
use leptos::{html, prelude::*};
use std::time::Duration;

/// Sets the owner's code, without which a site shows its owner nothing.
const SET_CODE: &str = "npx wrangler pages secret put ADMIN_CODE";

/// What is wrong, what to do about it, and a button to try again. It takes the focus from the button that was
/// pressed.
#[component]
pub(crate) fn Failure(page: Page, error: LoadError) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get().filter(|_| page.has_acted.get_value()) {
            let _ = button.focus();
        }
    });
    let text = move || match error {
        LoadError::NoCodeSet => page.texts().no_code_set,
        LoadError::Access(AccessError::TooManyCodes { .. }) => page.texts().too_many_codes,
        _ => page.texts().unreachable,
    };
    let wait_s = match error {
        LoadError::Access(AccessError::TooManyCodes { retry_after_s }) => Some(count_down(retry_after_s)),
        _ => None,
    };
    let has_to_wait = move || wait_s.is_some_and(|wait_s| wait_s.get() > 0);
    let wait = move || match wait_s.map(|wait_s| wait_s.get()) {
        None => String::new(),
        Some(0) => page.texts().retry_now.to_owned(),
        Some(wait_s) => (page.texts().retry_in)(wait_s),
    };
    let try_again = move |_| {
        if !untrack(has_to_wait) {
            page.load_again();
        }
    };
    let command = move || {
        (error == LoadError::NoCodeSet)
            .then(|| view! { <Command texts=page.texts() text=SET_CODE.to_owned()/> })
    };
    view! {
        <div class="access-form card">
            <p class="failure" id="failure">
                <Icon shape=Shape::Alert/>
                // A screen reader reads the sentence once, and not every second.
                <span>
                    <span role="alert">{text}</span>
                    {wait}
                </span>
            </p>
            {command}
            // As it waits, it keeps the focus.
            <button
                class="button accent"
                node_ref=button
                type="button"
                aria-disabled=move || has_to_wait().to_string()
                aria-describedby="failure"
                on:click=try_again
            >
                <Icon shape=Shape::Retry/>
                <span>{move || page.texts().try_again}</span>
            </button>
        </div>
    }
}

/// The seconds that are left of a number of seconds from now on.
fn count_down(seconds: u32) -> RwSignal<u32> {
    let end = Date::now() + f64::from(seconds) * 1000.0;
    let left = RwSignal::new(seconds);
    // A clock that sleeps loses seconds, so the end is kept.
    let tick = move || left.set(((end - Date::now()) / 1000.0).ceil() as u32);
    if let Ok(clock) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || clock.clear());
    }
    left
}
