//! A button that copies, and says so.

use crate::clipboard;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Puts `text` on the clipboard; `label` becomes `done` once it is there.
#[component]
pub fn Copy(
    /// What the button says.
    label: &'static str,
    /// What it says afterwards.
    done: &'static str,
    /// What is copied.
    text: String,
) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move { is_copied.set(clipboard::copy(&text).await) });
    };
    view! {
        <button class="quiet" on:click=copy>
            {move || if is_copied.get() { done } else { label }}
        </button>
    }
}
