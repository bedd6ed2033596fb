//! The chats of this browser: all by date, or those that a search finds.

use super::{by_date::ByDate, focus::keep_focus, search::SearchResults, search_box::SearchBox};
use crate::{
    state::effect,
    texts::SidebarTexts,
    view::{kit::show::Show, page::Page},
};
use browser::store;
use conversation::record::ConversationRecord;
use leptos::{prelude::*, task::spawn_local};

/// The list, which is read again whenever a conversation is saved or deleted.
#[component]
pub(crate) fn ChatList(page: Page) -> impl IntoView {
    let state = page.state;
    let texts = SidebarTexts::of(page.language());
    let chats = RwSignal::new(Vec::<ConversationRecord>::new());
    effect(move || {
        state.saver.list_changes.track();
        spawn_local(async move {
            match store::list().await {
                Ok(list) => {
                    keep_focus();
                    chats.try_set(list);
                }
                Err(error) => state.saver.report(error),
            }
        });
    });
    let query = RwSignal::new(String::new());
    view! {
        <div class="library">
            <SearchBox page query/>
            <Show
                when=move || query.with(|query| !query.trim().is_empty())
                fallback=move || view! { <ByDate page chats/> }
            >
                <SearchResults page chats query/>
            </Show>
            <p class="hidden" role="status">
                {move || (texts.chat_count)(chats.with(Vec::len))}
            </p>
        </div>
    }
}
