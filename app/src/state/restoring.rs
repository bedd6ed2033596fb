//! The start of the page: shows again what was open when it was closed.

use super::{
    last_open,
    navigation::{self, address},
    open_conversation::Opening,
    opening,
    page_state::State,
    sharing, unsaved, version_1,
};
use conversation::address::Address;
use leptos::task::spawn_local;

/// Shows the conversation of a link, of the address, of version 1, or the one that was open last, if there is one. What was
/// not saved when the page was closed is saved first.
pub(crate) fn restore(state: State) {
    let has_saved = address() != Address::Start
        || last_open::get().is_some()
        || unsaved::exist()
        || version_1::exists()
        || sharing::has_link();
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
    if !state.conversation.awaits(opening) {
        return;
    }
    if let Address::Conversation(id) = address() {
        navigation::show(state, id, opening).await;
    } else if let Some(id) = migrated.or(last_open::get()) {
        opening::read(state, id, None, opening).await;
    } else {
        state.conversation.end_opening();
    }
}
