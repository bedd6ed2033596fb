//! Conversations that come from elsewhere: with a link, or from an older version of the page.

use super::{Chat, Id, Link};
use crate::{
    record::{ConversationRecord, MessageRecord},
    share,
    store::{self, Small, files},
};
use leptos::prelude::*;
use wire::json::Value;

/// Where version 1 kept its one conversation.
pub(super) const VERSION_1: &str = "everchat-1";

impl Chat {
    /// Shows the conversation that came with the address, if one did.
    pub(super) async fn open_link(self) -> bool {
        let hash = window().location().hash().unwrap_or_default();
        let Some(packed) = hash.strip_prefix('#').and_then(|hash| hash.strip_prefix(share::PREFIX)) else {
            return false;
        };
        let text = files::unpack(packed).await.unwrap_or_default();
        let Some((title, words)) = share::read(&text) else {
            self.link.set(Some(Link::Broken));
            return false;
        };
        let settings = self.settings.get_untracked();
        let (mut conversation, messages) = chain(super::fresh(&settings), words.into_iter());
        conversation.title = title;
        self.replace(conversation, messages);
        self.link.set(Some(Link::Read));
        true
    }

    /// Makes the conversation that came with a link this browser's.
    pub(crate) fn take_over(self) {
        self.link.set(None);
        let _ = window().location().set_hash("");
        self.keep(&self.entries.get_untracked());
    }

    /// The conversation of version 1, if there is one.
    pub(super) async fn migrate(self) -> Option<Id> {
        let saved = Value::read(&Small::Site.get(VERSION_1)?)?;
        let settings = self.settings.get_untracked();
        let mut opened = None;
        for name in ["previous", "entries"] {
            let words = saved[name].items().iter().filter_map(MessageRecord::read_words);
            let (conversation, messages) = chain(super::fresh(&settings), words);
            if !messages.is_empty() {
                store::put(std::slice::from_ref(&conversation), &messages).await.ok()?;
                opened = Some(conversation.id);
            }
        }
        if let Some(draft) = saved["draft"].as_str().filter(|draft| !draft.is_empty()) {
            self.draft.update(|now| now.insert_str(0, draft));
            self.keep_draft();
        }
        Small::Site.set(VERSION_1, "");
        opened
    }
}

/// Messages one after another, as a conversation of their own.
pub(crate) fn chain(
    mut conversation: ConversationRecord,
    words: impl Iterator<Item = MessageRecord>,
) -> (ConversationRecord, Vec<MessageRecord>) {
    let mut messages: Vec<MessageRecord> = Vec::new();
    for message in words {
        if conversation.title.is_empty() {
            conversation.title = super::title(&message.text);
        }
        messages.push(MessageRecord {
            id: super::new_id(),
            conversation: conversation.id,
            parent: conversation.leaf,
            at: conversation.created + messages.len() as f64,
            ..message
        });
        conversation.leaf = messages.last().map(|message| message.id);
    }
    (conversation, messages)
}
