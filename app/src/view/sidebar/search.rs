//! The chats and the messages that a search finds.

use super::{archive::Archive, item::Item};
use crate::{
    state::{effect, opening},
    texts::SidebarTexts,
    view::page::Page,
};
use browser::text::lowercase;
use conversation::{record::ConversationRecord, search::Hit};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// At most this many chats are shown, and as many messages.
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
    search_messages(chats, query, hits, is_done);
    // In small letters, a line each: a call for each title would take longer than the search.
    let titles = Memo::new(move |_| {
        let line = |chat: &ConversationRecord| chat.title.replace('\n', " ");
        lowercase(&chats.with(|chats| chats.iter().map(line).collect::<Vec<_>>()).join("\n"))
    });
    let found_chats = move || {
        let wanted = query.with(|query| lowercase(query.trim()));
        let mut found: Vec<ConversationRecord> = chats.with(|chats| {
            let titles = titles.get();
            let all = chats.iter().zip(titles.split('\n'));
            all.filter(|(_, title)| title.contains(&wanted)).map(|(chat, _)| chat.clone()).collect()
        });
        found.sort_by(|a, b| b.touched.total_cmp(&a.touched));
        found.truncate(MAX_HITS);
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

/// Searches again whenever the query changes.
fn search_messages(
    chats: RwSignal<Vec<ConversationRecord>>,
    query: RwSignal<String>,
    hits: RwSignal<Vec<Hit>>,
    is_done: RwSignal<bool>,
) {
    let archive = Archive::new(chats);
    effect(move || {
        let wanted = query.get();
        is_done.set(false);
        let archive = archive.clone();
        spawn_local(async move {
            let mut search = archive.search(&wanted, MAX_HITS);
            let mut shown = None;
            loop {
                let goes_on = search.step().await;
                // Between two steps the page may do something else.
                TimeoutFuture::new(0).await;
                let is_outdated = query.try_with_untracked(|query| *query != wanted).unwrap_or(true);
                if is_outdated {
                    return;
                }
                if shown != Some(search.found().len()) {
                    shown = Some(search.found().len());
                    hits.try_set(search.found().to_vec());
                }
                if !goes_on {
                    is_done.try_set(true);
                    return;
                }
            }
        });
    });
}
