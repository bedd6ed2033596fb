//! A conversation as a link. Its content is in the part of the address that no server is sent.

use super::texts;
use crate::{
    components::Actions,
    record::{ConversationRecord, MessageRecord},
    share,
    store::files,
};
use leptos::prelude::*;
use shared::Copy;
use wasm_bindgen_futures::spawn_local;

/// What there is to give away.
#[derive(Clone)]
enum Shared {
    Link(String),
    /// Too long for a link.
    File(String),
    Nothing,
}

#[component]
pub(super) fn Share(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let shared = RwSignal::new(None::<Shared>);
    spawn_local(async move {
        while chat.load_earlier().await {}
        let conversation = chat.conversation.get_untracked();
        let entries = chat.entries.get_untracked();
        let record = |entry: &crate::chat::Entry| entry.record(conversation.id, chat.parent(entry.id));
        let messages: Vec<MessageRecord> = entries.iter().map(record).collect();
        shared.try_set(Some(pack(&conversation, &messages).await));
    });
    let content = move || {
        shared.get().map(|shared| match shared {
            Shared::Link(link) => view! {
                <p>{texts.share_link}</p>
                <input class="link" readonly aria-label=texts.share prop:value=link.clone()/>
                <Copy label=texts.copy_link done=texts.copied text=link/>
            }
            .into_any(),
            Shared::File(json) => {
                let download = move |_| files::download("everchat-shared.json", "application/json", &json);
                view! {
                    <p>{texts.share_file}</p>
                    <button class="quiet" on:click=download>
                        {texts.download}
                    </button>
                }
                .into_any()
            }
            Shared::Nothing => view! { <p>{texts.share_nothing}</p> }.into_any(),
        })
    };
    view! { <div class="share">{content}</div> }
}

async fn pack(conversation: &ConversationRecord, messages: &[MessageRecord]) -> Shared {
    if messages.is_empty() {
        return Shared::Nothing;
    }
    let file = || Shared::File(crate::library::to_file(conversation, messages));
    let Some(packed) = files::pack(&share::to_json(conversation, messages)).await else { return file() };
    if packed.len() > share::MAX_LINK {
        return file();
    }
    let location = window().location();
    let page =
        format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    Shared::Link(format!("{page}#{}{packed}", share::PREFIX))
}
