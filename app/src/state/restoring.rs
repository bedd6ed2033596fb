//! The start of the page: shows again what was open when it was closed.

use super::{last_open, open_conversation::Opening, opening, page_state::State, sharing, unsaved, version_1};
use leptos::task::spawn_local;

/// Shows the conversation of a link, of version 1, or the one that was open last, if there is one. What was not saved
/// when the page was closed is saved first.
pub(crate) fn restore(state: State) {
    let has_saved =
        last_open::get().is_some() || unsaved::exist() || version_1::exists() || sharing::has_link();
    if has_saved {
        spawn_local(read(state, state.conversation.begin_opening()));
    }
}

async fn read(state: State, opening: Opening) {
    if let Err(error) = unsaved::move_to_store().await {
        state.saver.report(error);
    }
    if sharing::open_link(state, opening).await {
        return;
    }
    let migrated = version_1::migrate(state).await;
    match migrated.or(last_open::get()) {
        Some(id) => opening::read(state, id, None, opening).await,
        None if state.conversation.awaits(opening) => state.conversation.end_opening(),
        None => {}
    }
}
