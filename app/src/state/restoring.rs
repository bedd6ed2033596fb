//! The start of the page: shows again what was open when it was closed.

use super::{last_open, opening, page_state::State, sharing, unsaved, version_1};
use leptos::{prelude::*, task::spawn_local};

/// Shows the conversation of a link, of version 1, or the one that was open last, if there is one. What was not saved
/// when the page was closed is saved first.
pub(crate) fn restore(state: State) {
    let has_saved =
        last_open::get().is_some() || unsaved::exist() || version_1::exists() || sharing::has_link();
    if has_saved {
        state.conversation.is_opening.set(true);
        spawn_local(read(state));
    }
}

async fn read(state: State) {
    if let Err(error) = unsaved::move_to_store().await {
        state.saver.report(error);
    }
    if sharing::open_link(state).await {
        return;
    }
    let migrated = version_1::migrate(state).await;
    match migrated.or(last_open::get()) {
        Some(id) => opening::read(state, id).await,
        None => state.conversation.is_opening.set(false),
    }
}
