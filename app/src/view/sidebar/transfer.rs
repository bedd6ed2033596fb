//! All chats to a file, and chats from a file.

use super::all_messages::for_each_batch;
use crate::{
    state::State,
    texts::{ImportCounts, SidebarTexts},
    view::page::Page,
};
use browser::{
    files,
    store::{self, StoreError},
};
use conversation::{
    record::{ConversationRecord, Records},
    transfer::{self, Import, ImportError},
};
use leptos::{prelude::*, task::spawn_local};

/// The buttons, and what the last import did.
#[component]
pub(crate) fn Transfer(page: Page) -> impl IntoView {
    let state = page.state;
    let texts = SidebarTexts::of(page.language());
    let result = RwSignal::new(None::<String>);
    let export = move |_| {
        spawn_local(async move {
            match all_as_json().await {
                Ok(json) => files::download("everchat.json", "application/json", &json),
                Err(error) => state.saver.report(error),
            }
        });
    };
    let import = move |_| {
        spawn_local(async move {
            let Some(text) = files::pick("application/json,.json").await else { return };
            let message = match transfer::import(&text) {
                Ok(import) => match store_new(state, import).await {
                    Ok(counts) => (texts.imported)(counts),
                    Err(error) => {
                        state.saver.report(error);
                        texts.not_stored.to_owned()
                    }
                },
                Err(ImportError::NotJson) => texts.not_json.to_owned(),
                Err(ImportError::NotEverchat) => texts.not_everchat.to_owned(),
                Err(ImportError::NewerVersion) => texts.newer_file.to_owned(),
            };
            result.set(Some(message));
        });
    };
    view! {
        <div class="transfer">
            <div role="status">{move || result.get().map(|text| view! { <p>{text}</p> })}</div>
            <button class="quiet" on:click=export>
                {texts.export_all}
            </button>
            <button class="quiet" on:click=import>
                {texts.import}
            </button>
        </div>
    }
}

async fn all_as_json() -> Result<String, StoreError> {
    let conversations = store::list().await?;
    let mut messages = Vec::new();
    for_each_batch(|records| messages.extend(records)).await?;
    Ok(transfer::export(&conversations, &messages))
}

/// Stores what a file contains. Conversations that this browser has already keep their title and settings here.
async fn store_new(state: State, import: Import) -> Result<ImportCounts, StoreError> {
    let known = store::list().await.unwrap_or_default();
    let is_new = |c: &ConversationRecord| known.iter().all(|known| known.id != c.id);
    let new: Vec<ConversationRecord> = import.conversations.iter().filter(|c| is_new(c)).cloned().collect();
    let counts = ImportCounts {
        new_conversations: new.len(),
        messages: import.messages.len(),
        known_conversations: import.conversations.len() - new.len(),
        unreadable: import.unreadable,
    };
    let stored = store::put(&Records { conversations: new, messages: import.messages }).await;
    state.saver.list_changed();
    stored.map(|()| counts)
}
