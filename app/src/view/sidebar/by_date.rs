//! Every chat, by the date of its last change.

use super::{focus::keep_focus, item::Item};
use crate::{
    texts::SidebarTexts,
    view::{
        kit::{button::TextButton, show::Show},
        page::Page,
    },
};
use conversation::{
    dates::{DateGroup, by_date},
    record::ConversationRecord,
};
use js_sys::Date;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The chats that are shown at first, and how many more come when the list is scrolled to its end.
const PART: usize = 100;
/// How near the end that is, in CSS pixels.
const NEAR_END: i32 = 1_000;

/// The chats in groups, newest first.
#[component]
pub(crate) fn ByDate(page: Page, chats: RwSignal<Vec<ConversationRecord>>) -> impl IntoView {
    let texts = SidebarTexts::of(page.language());
    let most = RwSignal::new(PART);
    let groups = move || {
        let now = Date::new_0();
        let groups = by_date(chats.get(), most.get(), now.get_time(), now.get_timezone_offset());
        groups.into_iter().map(|(group, chats)| view! { <Group page group chats/> }).collect_view()
    };
    let has_more = move || chats.with(Vec::len) > most.get();
    let show_more = move || {
        keep_focus();
        most.update(|most| *most += PART);
    };
    let on_scroll = move |event: ev::Event| {
        let list = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let left = list.map(|list| list.scroll_height() - list.scroll_top() - list.client_height());
        if left.is_some_and(|left| left < NEAR_END) && untrack(has_more) {
            show_more();
        }
    };
    view! {
        <nav class="chats" aria-label=page.texts().common.chat_list on:scroll=on_scroll>
            <Show when=move || chats.with(Vec::is_empty)>
                <p class="none">{texts.empty}</p>
            </Show>
            {groups}
            <Show when=has_more>
                <TextButton text=page.texts().message.show_more on_click=move |_| show_more()/>
            </Show>
        </nav>
    }
}

#[component]
fn Group(page: Page, group: DateGroup, chats: Vec<ConversationRecord>) -> impl IntoView {
    let items = chats.into_iter().map(|conversation| view! { <Item page conversation/> });
    view! {
        <section>
            <h2>{(SidebarTexts::of(page.language()).group)(group)}</h2>
            <ul>{items.collect_view()}</ul>
        </section>
    }
}
