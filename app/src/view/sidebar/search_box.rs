//! The search box.

use crate::{state::effect, texts::SidebarTexts, view::page::Page};
use leptos::{html, prelude::*};

/// Takes the focus when the visitor asks to search.
#[component]
pub(crate) fn SearchBox(page: Page, query: RwSignal<String>) -> impl IntoView {
    let label = SidebarTexts::of(page.language()).search;
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        if page.state.layout.search_requests.get() > 0
            && let Some(input) = input.get()
        {
            let _ = input.focus();
            input.select();
        }
    });
    view! {
        <input
            class="search"
            type="search"
            dir="auto"
            maxlength="200"
            node_ref=input
            placeholder=label
            aria-label=label
            on:input=move |event| query.set(event_target_value(&event))
        />
    }
}
