//! The conversation that came with a link. It is this browser's once the visitor continues it.

use super::{
    new_conversation::new_conversation,
    open_conversation::{Opening, SharedLink},
    page_state::State,
    switching,
};
use browser::{compression, random};
use conversation::{import, share};
use leptos::prelude::*;

/// Whether the page's address brings a conversation.
pub(crate) fn has_link() -> bool {
    window().location().hash().is_ok_and(|hash| hash.contains(share::PREFIX))
}

/// Shows the conversation that the page's address brings, unless the visitor began another meanwhile. False if it brings
/// none, or a broken one.
pub(crate) async fn open_link(state: State, opening: Opening) -> bool {
    let hash = window().location().hash().unwrap_or_default();
    let Some(packed) = hash.strip_prefix('#').and_then(|hash| hash.strip_prefix(share::PREFIX)) else {
        return false;
    };
    let is_short = packed.len() <= share::MAX_LINK;
    let text = if is_short { compression::decompress(packed, share::MAX_JSON as u32).await } else { None };
    let Some((title, messages)) = text.and_then(|text| share::read(&text)) else {
        state.conversation.shared_link.set(Some(SharedLink::Broken));
        return false;
    };
    if !state.conversation.awaits(opening) {
        return true;
    }
    let record = state.settings.with_untracked(new_conversation);
    let (mut record, messages) = import::chain(record, messages, random::id);
    record.title = title;
    switching::replace(state, record, messages);
    state.conversation.stored.set_value(None);
    state.conversation.shared_link.set(Some(SharedLink::Open));
    true
}

/// Saves the conversation that came with a link. Its address takes the place of the link.
pub(crate) fn adopt(state: State) {
    state.conversation.shared_link.set(None);
    state.saver.save_open(&[]);
}
