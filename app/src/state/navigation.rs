//! The address follows what is open, and Back and Forward open what they lead to.

use super::{open_conversation::Opening, opening, page_state::State, switching};
use browser::{history, media};
use conversation::{
    address::{Address, Entry, Step},
    id::Id,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// What the address names.
pub(crate) fn address() -> Address {
    Address::read(&history::present().0)
}

/// Keeps the address as what is open says, and opens what Back and Forward lead to, as long as the page lives.
pub(crate) fn follow(state: State) {
    let open = state.conversation;
    // The page itself goes back, which takes a moment.
    let is_leaving = RwSignal::new(false);
    window_event_listener(ev::popstate, move |_| {
        if is_leaving.get_untracked() {
            is_leaving.set(false);
        } else {
            went(state);
        }
    });
    let is_empty = Memo::new(move |_| open.messages.with(Vec::is_empty));
    Effect::new(move |last: Option<Option<Id>>| {
        let id = open.id();
        let address = if is_empty.get() { Address::Start } else { Address::Conversation(id) };
        let layout = state.layout;
        let is_drawer = layout.sidebar.get() && !media::is_wide();
        let wanted = Entry { address, is_covered: layout.dialog.get().is_some() || is_drawer };
        // What comes with a link has no place in this browser yet.
        if open.is_opening() || open.is_shared() || is_leaving.get() {
            return last.flatten();
        }
        let is_new_name = last.flatten().is_none_or(|last| last == id);
        let (path, is_covered) = history::present();
        let present = Entry { address: Address::read(&path), is_covered };
        match Step::between(present, wanted, is_new_name) {
            Step::Stay => {}
            Step::Push => history::push(&address.path(), wanted.is_covered),
            Step::Replace => history::replace(&address.path(), wanted.is_covered),
            Step::Back => {
                is_leaving.set(true);
                history::back();
            }
        }
        Some(id)
    });
}

/// The visitor went back or forward: closes what lies over the conversation, or opens the one that the address names.
fn went(state: State) {
    let (path, is_covered) = history::present();
    if is_covered {
        // What lay over it has been closed.
        return history::back();
    }
    let open = state.conversation;
    // Before anything else changes, or the address would follow what is still open.
    match Address::read(&path) {
        Address::Conversation(id) if id != open.id_untracked() => {
            spawn_local(show(state, id, open.begin_opening()));
        }
        Address::Start if !open.messages.with_untracked(Vec::is_empty) => switching::start_new(state),
        _ => {}
    }
    state.layout.dialog.set(None);
    state.layout.close_drawer();
}

/// Opens a conversation that the address names.
pub(crate) async fn show(state: State, id: Id, opening: Opening) {
    if !opening::read(state, id, None, opening).await {
        history::replace(&Address::Start.path(), false);
        switching::start_new(state);
        state.notices.is_chat_missing.set(true);
    }
}
