//! The links between the tabs.

use crate::{page::Page, tab::Tab, view::kit::click::is_for_this_page};
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
        if is_for_this_page(&event) {
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
