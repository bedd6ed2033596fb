//! The chats and the messages that a search finds.

use super::item::Item;
use crate::{
    state::{
        all_messages::{BATCH, for_each_batch},
        effect, opening,
    },
    texts::SidebarTexts,
    view::page::Page,
};
use browser::text::lowercase;
use conversation::{
    record::ConversationRecord,
    search::{Hit, Index},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use std::rc::Rc;

/// At most this many messages are shown.
const MAX_HITS: usize = 50;

/// Chats whose title contains the query, then messages that contain it.
#[component]
pub(crate) fn SearchResults(
    page: Page,
    chats: RwSignal<Vec<ConversationRecord>>,
    query: RwSignal<String>,
) -> impl IntoView {
    let texts = SidebarTexts::of(page.language());
    let hits = RwSignal::new(Vec::<Hit>::new());
    let is_done = RwSignal::new(false);
    search_messages(query, hits, is_done);
    let found_chats = move || {
        let wanted = query.with(|query| lowercase(query.trim()));
        let mut found = chats.get();
        found.retain(|conversation| lowercase(&conversation.title).contains(&wanted));
        found.into_iter().map(|conversation| view! { <Item page conversation/> }).collect_view()
    };
    let found_messages = move || {
        let item = |hit: Hit| view! { <FoundMessage page chats hit/> };
        hits.get().into_iter().map(item).collect_view()
    };
    let count = move || is_done.get().then(|| (texts.hit_count)(hits.with(Vec::len)));
    view! {
        <div class="chats">
            <ul>{found_chats}</ul>
            <p class="count" role="status">
                {count}
            </p>
            <ul>{found_messages}</ul>
        </div>
    }
}

/// A message, with the words around the query; a press opens the conversation there.
#[component]
fn FoundMessage(page: Page, chats: RwSignal<Vec<ConversationRecord>>, hit: Hit) -> impl IntoView {
    let title = chats.with_untracked(|chats| {
        let chat = chats.iter().find(|chat| chat.id == hit.conversation);
        chat.map(|chat| chat.title.clone()).unwrap_or_default()
    });
    let open = move |_| {
        opening::open_at(page.state, hit.conversation, Some(hit.message));
        page.state.layout.close_drawer();
        if !page.state.layout.sidebar.get_untracked() {
            page.focus_composer();
        }
    };
    view! {
        <li>
            <button class="hit" on:click=open>
                <span class="title" dir="auto">
                    {title}
                </span>
                <span dir="auto">{hit.before} <mark>{hit.found}</mark> {hit.after}</span>
            </button>
        </li>
    }
}

/// Searches again whenever the query changes. All messages are read once, at the first search.
fn search_messages(query: RwSignal<String>, hits: RwSignal<Vec<Hit>>, is_done: RwSignal<bool>) {
    let index = StoredValue::new_local(None::<Rc<Index>>);
    effect(move || {
        let wanted = query.get();
        is_done.set(false);
        spawn_local(async move {
            let Some(index) = loaded(index).await else { return };
            let mut found = Vec::new();
            for from in (0..index.len()).step_by(BATCH) {
                found.extend(index.find(&wanted, from, BATCH));
                if found.len() >= MAX_HITS {
                    break;
                }
                TimeoutFuture::new(0).await;
                let is_outdated = query.try_with_untracked(|query| *query != wanted).unwrap_or(true);
                if is_outdated {
                    return;
                }
                hits.try_set(found.clone());
            }
            found.truncate(MAX_HITS);
            hits.try_set(found);
            is_done.try_set(true);
        });
    });
}

/// The index of all messages; `None` if they cannot be read, or the search was closed meanwhile.
async fn loaded(cache: StoredValue<Option<Rc<Index>>, LocalStorage>) -> Option<Rc<Index>> {
    if let Some(index) = cache.try_get_value()? {
        return Some(index);
    }
    let mut index = Index::new(lowercase);
    for_each_batch(|records| index.add(&records)).await.ok()?;
    index.sort();
    let index = Rc::new(index);
    cache.try_set_value(Some(Rc::clone(&index)));
    Some(index)
}
