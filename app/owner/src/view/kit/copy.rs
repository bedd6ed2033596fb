//! A button that copies a text.

use super::icon::{Icon, Shape};
use crate::texts::Texts;
use browser::clipboard;
use leptos::prelude::*;

/// Puts `text` on the clipboard. The button shows `label` before, and says so afterwards; it stays as wide as it is.
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
        <button class="button" type="button" on:click=copy>
            <Icon shape=Shape::Copy/>
            <span class="either">
                <span class:absent=move || is_copied.get()>{label}</span>
                <span class:absent=move || !is_copied.get()>{texts.copied}</span>
            </span>
        </button>
    }
}
