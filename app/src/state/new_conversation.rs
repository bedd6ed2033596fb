//! The record of a conversation that begins.

use browser::{time, random};
use conversation::{record::ConversationRecord, settings::Settings};

/// A conversation without messages, with the options that the visitor chose for new ones.
pub(crate) fn new_conversation(settings: &Settings) -> ConversationRecord {
    let now = time::now();
    ConversationRecord {
        id: random::id(),
        created: now,
        touched: now,
        options: settings.options.clone(),
        ..ConversationRecord::default()
    }
}
