//! The list of conversations, a part of the page that is loaded later: by date, with search, and what can be
//! done with each.

mod dates;
mod frame;
mod item;
mod press;
mod search;
mod transfer;

use crate::{
    chat::Chat,
    components::Actions,
    i18n::LibraryTexts,
    record::{ConversationRecord, MessageRecord},
    store::{self, files},
};
pub(crate) use dates::Group;
pub(crate) use frame::library;
use gloo_timers::future::TimeoutFuture;
use item::Item;
use leptos::{html, prelude::*};
use search::{Hit, Index};
use std::rc::Rc;
use transfer::Unusable;
use wasm_bindgen_futures::spawn_local;

/// So many messages are read from the store, or searched, before the page may do something else.
const STEP: usize = 500;
/// So many hits are shown.
const MAX_HITS: usize = 50;

/// The list, for the sidebar.
/// One conversation as a file.
pub(crate) fn to_file(conversation: &ConversationRecord, messages: &[MessageRecord]) -> String {
    transfer::to_json(std::slice::from_ref(conversation), messages)
}

#[component]
fn Library(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let chats = RwSignal::new(Vec::<ConversationRecord>::new());
    Effect::new(move |_| {
        chat.kept.track();
        spawn_local(async move {
            match store::list().await {
                Ok(list) => drop(chats.try_set(list)),
                Err(error) => chat.trouble.set(Some(error)),
            }
        });
    });
    let query = RwSignal::new(String::new());
    let is_searching = Memo::new(move |_| query.with(|query| !query.trim().is_empty()));
    view! {
        <div class="library">
            <SearchBox actions query/>
            <Show
                when=move || is_searching.get()
                fallback=move || view! { <ByDate actions chats/> }
            >
                <Hits actions chats query/>
            </Show>
            <Transfer actions/>
            <p class="hidden" role="status">
                {move || (texts.count)(chats.with(Vec::len))}
            </p>
        </div>
    }
}

pub(crate) fn texts(chat: Chat) -> &'static LibraryTexts {
    LibraryTexts::of(chat.settings.with_untracked(crate::settings::Settings::language))
}

#[component]
fn SearchBox(actions: Actions, query: RwSignal<String>) -> impl IntoView {
    let texts = texts(actions.chat);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if actions.ui.search.get() > 0
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
            node_ref=input
            placeholder=texts.search
            aria-label=texts.search
            on:input=move |event| query.set(event_target_value(&event))
        />
    }
}

/// Every conversation, newest first.
#[component]
fn ByDate(actions: Actions, chats: RwSignal<Vec<ConversationRecord>>) -> impl IntoView {
    let texts = texts(actions.chat);
    let groups = move || {
        let now = js_sys::Date::new_0();
        let (now, west) = (now.get_time(), now.get_timezone_offset());
        let mut list = chats.get();
        let group = |c: &ConversationRecord| {
            if c.is_pinned { Group::Pinned } else { Group::of(c.touched, now, west) }
        };
        list.sort_by(|a, b| group(a).cmp(&group(b)).then(b.touched.total_cmp(&a.touched)));
        let runs = list.chunk_by(|a, b| group(a) == group(b));
        runs.map(|run| {
            let items = run.iter().cloned().map(|conversation| view! { <Item actions conversation/> });
            view! {
                <section>
                    <h2>{(texts.group)(group(&run[0]))}</h2>
                    <ul>{items.collect_view()}</ul>
                </section>
            }
        })
        .collect_view()
    };
    let is_empty = move || chats.with(Vec::is_empty).then(|| view! { <p class="none">{texts.none}</p> });
    view! {
        <nav class="chats" aria-label=texts.chats>
            {is_empty}
            {groups}
        </nav>
    }
}

/// What a search found.
#[component]
fn Hits(
    actions: Actions,
    chats: RwSignal<Vec<ConversationRecord>>,
    query: RwSignal<String>,
) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let index = StoredValue::new_local(None::<Rc<Index>>);
    let hits = RwSignal::new(Vec::<Hit>::new());
    let is_done = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = query.get();
        is_done.set(false);
        spawn_local(async move {
            let Some(index) = ready(index).await else { return };
            let mut found = Vec::new();
            for from in (0..index.len()).step_by(STEP) {
                found.extend(index.find(&wanted, from, STEP));
                if found.len() >= MAX_HITS {
                    break;
                }
                TimeoutFuture::new(0).await;
                // Another letter was typed meanwhile.
                if query.try_with_untracked(|query| *query != wanted).unwrap_or(true) {
                    return;
                }
                hits.try_set(found.clone());
            }
            found.truncate(MAX_HITS);
            hits.try_set(found);
            is_done.try_set(true);
        });
    });
    let of_titles = move || {
        let wanted = query.with(|query| query.trim().to_lowercase());
        let mut list = chats.get();
        list.retain(|conversation| conversation.title.to_lowercase().contains(&wanted));
        list.into_iter().map(|conversation| view! { <Item actions conversation/> }).collect_view()
    };
    let of_messages = move || {
        hits.get()
            .into_iter()
            .map(|hit| {
                let title = chats.with_untracked(|chats| {
                    chats
                        .iter()
                        .find(|c| c.id == hit.conversation)
                        .map(|c| c.title.clone())
                        .unwrap_or_default()
                });
                let open = move |_| {
                    chat.open_at(hit.conversation, hit.message);
                    actions.ui.close_drawer();
                };
                view! {
                    <li>
                        <button class="hit" on:click=open>
                            <span class="title">{title}</span>
                            <span>{hit.before} <mark>{hit.found}</mark> {hit.after}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let count = move || is_done.get().then(|| (texts.hits)(hits.with(Vec::len)));
    view! {
        <div class="chats">
            <ul>{of_titles}</ul>
            <p class="count" role="status">
                {count}
            </p>
            <ul>{of_messages}</ul>
        </div>
    }
}

/// Everything that was said, read once.
async fn ready(kept: StoredValue<Option<Rc<Index>>, LocalStorage>) -> Option<Rc<Index>> {
    if let Some(index) = kept.try_get_value()? {
        return Some(index);
    }
    let mut index = Index::default();
    each_batch(|records| index.add(&records)).await.ok()?;
    index.sort();
    let index = Rc::new(index);
    kept.try_set_value(Some(Rc::clone(&index)));
    Some(index)
}

/// Everything into a file, and from one.
#[component]
fn Transfer(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let outcome = RwSignal::new(String::new());
    let export = move |_| {
        spawn_local(async move {
            match everything().await {
                Ok(json) => files::download("everchat.json", "application/json", &json),
                Err(error) => chat.trouble.set(Some(error)),
            }
        });
    };
    let import = move |_| {
        spawn_local(async move {
            let Some(text) = files::pick("application/json,.json").await else { return };
            let said = match transfer::read(&text) {
                Ok(contents) => take(chat, contents).await,
                Err(Unusable::NotJson) => texts.not_json.to_owned(),
                Err(Unusable::NotOurs) => texts.not_ours.to_owned(),
                Err(Unusable::Newer) => texts.newer_file.to_owned(),
            };
            outcome.set(said);
        });
    };
    let said = move || outcome.with(|said| (!said.is_empty()).then(|| view! { <p>{said.clone()}</p> }));
    view! {
        <div class="transfer">
            <div role="status">{said}</div>
            <button class="quiet" on:click=export>
                {texts.export_all}
            </button>
            <button class="quiet" on:click=import>
                {texts.import}
            </button>
        </div>
    }
}

async fn everything() -> Result<String, store::StoreError> {
    let conversations = store::list().await?;
    let mut messages = Vec::new();
    each_batch(|records| messages.extend(records)).await?;
    Ok(transfer::to_json(&conversations, &messages))
}

/// Every message of every conversation, some at a time.
async fn each_batch(mut take: impl FnMut(Vec<MessageRecord>)) -> Result<(), store::StoreError> {
    let mut last = None;
    loop {
        let records = store::batch(last.as_ref(), STEP as u32).await?;
        let is_last = records.len() < STEP;
        last = records.last().cloned();
        take(records);
        if is_last {
            return Ok(());
        }
    }
}

/// Takes up what a file has; what is there already stays as it is. Returns what happened, in words.
async fn take(chat: Chat, contents: transfer::Contents) -> String {
    let texts = texts(chat);
    let known = store::list().await.unwrap_or_default();
    let is_new = |c: &ConversationRecord| known.iter().all(|known| known.id != c.id);
    let new: Vec<ConversationRecord> = contents.conversations.iter().filter(|c| is_new(c)).cloned().collect();
    let kept = store::put(&new, &contents.messages).await;
    chat.kept.update(|kept| *kept += 1);
    match kept {
        Ok(()) => {
            let there = contents.conversations.len() - new.len();
            (texts.imported)(new.len(), contents.messages.len(), there, contents.unreadable)
        }
        Err(error) => {
            chat.trouble.set(Some(error));
            texts.not_kept.to_owned()
        }
    }
}
