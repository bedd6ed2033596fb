//! Every chat, by the date of its last change.

use super::item::Item;
use crate::{
    texts::SidebarTexts,
    view::{kit::show::Show, page::Page},
};
use conversation::{
    dates::{DateGroup, by_date},
    record::ConversationRecord,
};
use js_sys::Date;
use leptos::prelude::*;

/// The chats in groups, newest first.
#[component]
pub(crate) fn ByDate(page: Page, chats: RwSignal<Vec<ConversationRecord>>) -> impl IntoView {
    let texts = SidebarTexts::of(page.language());
    let groups = move || {
        let now = Date::new_0();
        let groups = by_date(chats.get(), now.get_time(), now.get_timezone_offset());
        groups.into_iter().map(|(group, chats)| view! { <Group page group chats/> }).collect_view()
    };
    view! {
        <nav class="chats" aria-label=page.texts().common.chat_list>
            <Show when=move || chats.with(Vec::is_empty)>
                <p class="none">{texts.empty}</p>
            </Show>
            {groups}
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
