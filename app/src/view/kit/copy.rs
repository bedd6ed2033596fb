//! A button that copies a text.

use browser::clipboard;
use leptos::{prelude::*, task::spawn_local};

/// Puts `text` on the clipboard. The button shows `label` before and `done` afterwards.
#[component]
pub(crate) fn CopyButton(label: &'static str, done: &'static str, text: String) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            is_copied.try_set(copied);
        });
    };
    view! {
        <button class="quiet" on:click=copy>
            {move || if is_copied.get() { done } else { label }}
        </button>
    }
}
