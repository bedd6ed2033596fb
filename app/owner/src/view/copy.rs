//! A button that copies a text.

use crate::texts::Texts;
use browser::clipboard;
use leptos::prelude::*;

/// Puts `text` on the clipboard. The button shows `label` before, and says so afterwards.
#[component]
pub(crate) fn CopyButton(texts: &'static Texts, label: &'static str, text: String) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let done = move |copied| {
            is_copied.try_set(copied);
        };
        clipboard::copy(text.clone(), texts.copy_by_hand, texts.close, Box::new(done));
    };
    view! {
        <button class="quiet" on:click=copy>
            {move || if is_copied.get() { texts.copied } else { label }}
        </button>
    }
}
