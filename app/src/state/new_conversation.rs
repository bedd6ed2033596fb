//! The record of a conversation that begins.

use browser::{random, time};
use conversation::{record::ConversationRecord, settings::Settings};

/// A conversation without messages, with the options that the visitor chose for new ones.
pub(crate) fn new_conversation(settings: &Settings) -> ConversationRecord {
    ConversationRecord::new(random::id(), time::now(), settings.options.clone())
}
