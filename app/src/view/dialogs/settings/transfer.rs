//! All chats to a file, and chats from a file.

use crate::{
    state::{State, all_messages::for_each_batch},
    texts::SettingsTexts,
    view::page::Page,
};
use browser::{
    files::{self, Picked},
    random,
    store::{self, StoreError},
};
use conversation::{
    change::Changes,
    record::MessageRecord,
    transfer::{self, Import, ImportCounts, ImportError},
};
use leptos::{prelude::*, task::spawn_local};

/// The most bytes of a file that is imported. What is read takes several times as much memory.
const MAX_FILE_BYTES: u32 = 64_000_000;
/// The bytes of messages after which an export goes on in another file, so that each can be imported again.
const MAX_EXPORT_BYTES: usize = 32_000_000;

/// The buttons, and what the last import did.
#[component]
pub(crate) fn Transfer(page: Page) -> impl IntoView {
    let state = page.state;
    let texts = SettingsTexts::of(page.language());
    let result = RwSignal::new(None::<Result<String, &'static str>>);
    let export = move |_| {
        spawn_local(async move {
            if let Err(error) = export_all().await {
                state.saver.report(error);
            }
        });
    };
    let import = move |_| {
        spawn_local(async move {
            let text = match files::pick("application/json,.json", MAX_FILE_BYTES).await {
                Picked::Text(text) => text,
                Picked::TooLarge => return result.set(Some(Err(texts.file_too_large))),
                Picked::Nothing => return,
            };
            let outcome = match transfer::import(&text) {
                Ok(import) => store_new(state, import).await.map(texts.imported).map_err(|error| {
                    state.saver.report(error);
                    texts.not_stored
                }),
                Err(ImportError::NotJson) => Err(texts.not_json),
                Err(ImportError::NotEverchat) => Err(texts.not_everchat),
                Err(ImportError::NewerVersion) => Err(texts.newer_file),
            };
            result.set(Some(outcome));
        });
    };
    let imported = move || result.get().and_then(Result::ok);
    let failure = move || result.get().and_then(Result::err);
    view! {
        <div class="transfer">
            <button class="quiet" on:click=export>
                {texts.export_all}
            </button>
            <button class="quiet" on:click=import>
                {texts.import}
            </button>
            <div role="status">{move || imported().map(|text| view! { <p class="hint">{text}</p> })}</div>
            <div role="alert">{move || failure().map(|text| view! { <p class="hint">{text}</p> })}</div>
        </div>
    }
}

/// Offers all chats as files: one, as a rule.
async fn export_all() -> Result<(), StoreError> {
    let conversations = store::list().await?;
    let mut files = Vec::new();
    let (mut messages, mut bytes) = (Vec::new(), 0);
    for_each_batch(|batch| {
        bytes += batch.iter().map(MessageRecord::estimated_bytes).sum::<usize>();
        messages.extend(batch);
        if bytes > MAX_EXPORT_BYTES {
            files.push(transfer::export(&conversations, &std::mem::take(&mut messages)));
            bytes = 0;
        }
    })
    .await?;
    if files.is_empty() || !messages.is_empty() {
        files.push(transfer::export(&conversations, &messages));
    }
    for (at, json) in files.iter().enumerate() {
        let name = if at == 0 { "everchat.json".to_owned() } else { format!("everchat-{}.json", at + 1) };
        files::download(&name, "application/json", json);
    }
    Ok(())
}

/// Stores what a file contains and this browser does not have.
async fn store_new(state: State, import: Import) -> Result<ImportCounts, StoreError> {
    let known = store::list().await?;
    let mut known_messages = Vec::new();
    let is_in_file = |id| import.conversations.iter().any(|conversation| conversation.id == id);
    for_each_batch(|batch| {
        known_messages.extend(batch.into_iter().filter(|message| is_in_file(message.conversation)));
    })
    .await?;
    let (records, counts) = transfer::merge(import, &known, known_messages, random::id);
    let stored = store::put(&Changes::from(records).to_json()).await;
    state.saver.list_changed();
    stored.map(|_| counts)
}
