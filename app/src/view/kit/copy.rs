//! A button that copies a text.

use crate::view::page::Page;
use leptos::prelude::*;

/// Puts `text` on the clipboard. The button shows `label` before, and says so afterwards.
#[component]
pub(crate) fn CopyButton(page: Page, label: &'static str, text: String) -> impl IntoView {
    let done = page.texts().common.copied;
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        page.copy(text.clone(), move |copied| {
            is_copied.try_set(copied);
        });
    };
    view! {
        <button class="quiet" on:click=copy>
            {move || if is_copied.get() { done } else { label }}
        </button>
    }
}
