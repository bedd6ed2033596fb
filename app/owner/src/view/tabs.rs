//! The links between the tabs.

use crate::{page::Page, tab::Tab};
use leptos::{ev, prelude::*};

/// A link for each tab. They are links, so that each can be opened beside this one.
#[component]
pub(crate) fn Tabs(page: Page) -> impl IntoView {
    let link = |tab: Tab| view! { <TabLink page tab/> };
    view! {
        <nav class="tabs" aria-label=move || page.texts().owners_pages>
            {Tab::ALL.map(link)}
        </nav>
    }
}

#[component]
fn TabLink(page: Page, tab: Tab) -> impl IntoView {
    let is_open = move || page.tab.get() == tab;
    let open = move |event: ev::MouseEvent| {
        // With a key the browser opens it elsewhere.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            page.open(tab);
        }
    };
    view! {
        <a href=tab.path() aria-current=move || is_open().then_some("page") on:click=open>
            {move || (page.texts().tab)(tab)}
        </a>
    }
}
