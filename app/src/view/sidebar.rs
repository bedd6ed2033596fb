//! The sidebar: the list of chats, beside the conversation or, on a narrow screen, over it. Its content loads when it
//! is first opened.

mod archive;
mod by_date;
mod chat_list;
mod content;
mod focus;
mod item;
mod long_press;
mod menu;
mod record_change;
mod rename;
mod search;
mod search_box;

use super::{kit::show::Show, page::Page};
pub(crate) use content::sidebar_content;
use leptos::{ev, prelude::*};

/// The sidebar, while it is open.
#[component]
pub(crate) fn Sidebar(page: Page) -> impl IntoView {
    view! {
        <Show when=move || page.state.layout.sidebar.get()>
            <OpenSidebar page/>
        </Show>
    }
}

#[component]
fn OpenSidebar(page: Page) -> impl IntoView {
    let texts = page.texts();
    let library = page.parts.library;
    library.loading.load_for_visitor();
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            page.state.layout.close_drawer();
            page.focus_composer();
        }
    };
    let content = move || {
        if let Some(content) = library.get() {
            return content(page);
        }
        let text = page.missing_part_text(library.loading).unwrap_or(texts.common.loading);
        view! { <p class="none">{text}</p> }.into_any()
    };
    view! {
        <aside class="sidebar" aria-label=texts.common.chat_list on:keydown=on_keydown>
            {content}
        </aside>
        <div class="scrim" on:click=move |_| page.close_sidebar()></div>
    }
}
