//! A button that loads what the tab shows once more.

use super::icon::{Icon, Shape};
use crate::page::Page;
use leptos::prelude::*;

/// The button. One that is disabled would lose the focus, so it is only marked so while something loads.
#[component]
pub(crate) fn ReloadButton(page: Page, label: &'static str) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            aria-disabled=move || page.is_loading.get().to_string()
            on:click=move |_| page.load_again()
        >
            <Icon shape=Shape::Retry/>
            <span>{label}</span>
        </button>
    }
}
