//! Sharing the open conversation: as a link, or as a file where it is too long for one. The link carries the
//! conversation in its fragment, which browsers do not send to servers.

use crate::{
    state::earlier::load_earlier,
    texts::DialogTexts,
    view::{kit::copy::CopyButton, page::Page},
};
use browser::{compression, files};
use conversation::{
    record::{ConversationRecord, MessageRecord},
    share, transfer,
};
use leptos::{prelude::*, task::spawn_local};

/// What is offered.
#[derive(Clone)]
enum Offer {
    /// The link.
    Link(String),
    /// The content of a file, as JSON.
    File(String),
    /// The conversation has no messages.
    Nothing,
}

/// The link or the file, once it is made.
#[component]
pub(crate) fn Share(page: Page) -> impl IntoView {
    let (common, texts) = (&page.texts().common, DialogTexts::of(page.language()));
    let offer = RwSignal::new(None::<Offer>);
    spawn_local(async move {
        while load_earlier(page.state).await {}
        let open = page.state.conversation;
        let made = make_offer(&open.record.get_untracked(), &open.shown_records()).await;
        offer.try_set(Some(made));
    });
    let content = move || {
        offer.get().map(|offer| match offer {
            Offer::Link(link) => view! {
                <p>{texts.share_link}</p>
                <input class="link" readonly aria-label=texts.share prop:value=link.clone()/>
                <CopyButton page label=texts.copy_link text=link/>
            }
            .into_any(),
            Offer::File(json) => {
                let download = move |_| files::download("everchat-shared.json", "application/json", &json);
                view! {
                    <p>{texts.share_file}</p>
                    <button class="quiet" on:click=download>
                        {common.download}
                    </button>
                }
                .into_any()
            }
            Offer::Nothing => view! { <p>{texts.nothing_to_share}</p> }.into_any(),
        })
    };
    view! { <div class="share">{content}</div> }
}

async fn make_offer(conversation: &ConversationRecord, messages: &[MessageRecord]) -> Offer {
    if messages.is_empty() {
        return Offer::Nothing;
    }
    let json = share::to_json(conversation, messages);
    let may_be_read = json.len() <= share::MAX_JSON && messages.len() <= share::MAX_MESSAGES;
    match compression::compress(&json).await {
        Some(compressed) if may_be_read && compressed.len() <= share::MAX_LINK => {
            Offer::Link(link(&compressed))
        }
        _ => Offer::File(transfer::export(std::slice::from_ref(conversation), messages)),
    }
}

fn link(compressed: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    format!("{origin}{path}#{}{compressed}", share::PREFIX)
}
