//! Quiet lines above the composer: how the site is, where it is not well.

use crate::chat::Chat;
use leptos::prelude::*;
use wire::SiteState;

/// What the visitor should know of the site.
#[component]
pub(crate) fn Notices(chat: Chat) -> impl IntoView {
    let texts = chat.texts;
    let of_site = move || {
        let status = chat.status.get()?;
        match status.state {
            SiteState::Unconfigured => Some(texts.unconfigured),
            SiteState::Down => Some(texts.down),
            SiteState::Degraded => Some(texts.degraded),
            SiteState::Ok if status.emulator => Some(texts.emulator),
            SiteState::Ok => None,
        }
    };
    let of_storage = move || (!chat.is_stored.get()).then_some(texts.storage_full);
    view! {
        {move || of_site().map(|text| view! { <p class="notice">{text}</p> })}
        {move || of_storage().map(|text| view! { <p class="notice">{text}</p> })}
    }
}
