//! A button that copies, and says so.

use leptos::prelude::*;
use shared::clipboard;
use wasm_bindgen_futures::spawn_local;

#[component]
pub(crate) fn Copy(label: &'static str, done: &'static str, text: String) -> impl IntoView {
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
