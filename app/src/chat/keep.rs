//! Keeping the conversation, and what was not kept yet when the page was closed.

use super::{Chat, Entry, Id, Live, arrive::VERSION_1};
use crate::{
    record::{ConversationRecord, MessageRecord},
    share,
    store::{self, Small},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wire::json::Value;

/// The conversation that this tab, and any, had open last.
const OPEN: &str = "everchat-open";
/// With an answer's id: its words when the page was closed.
const UNSAVED: &str = "everchat-unsaved-";

impl Chat {
    /// Keeps the open conversation and some of its messages.
    pub(crate) fn keep(self, entries: &[Entry]) {
        self.conversation.update_untracked(|open| open.touched = js_sys::Date::now());
        let conversation = self.conversation.get_untracked();
        remember_open(Some(conversation.id));
        let record = |entry: &Entry| entry.record(conversation.id, self.parent(entry.id));
        let messages = entries.iter().map(record).collect();
        self.put(vec![conversation], messages);
    }

    /// Keeps an answer that is being written, or has just ended, wherever the reader is.
    pub(crate) fn keep_live(self, live: Live) {
        self.put(Vec::new(), vec![live.answer.record(live.conversation, live.parent)]);
    }

    pub(crate) fn put(self, conversations: Vec<ConversationRecord>, messages: Vec<MessageRecord>) {
        spawn_local(async move {
            let trouble = store::put(&conversations, &messages).await.err();
            if !conversations.is_empty() {
                self.kept.update(|kept| *kept += 1);
            }
            if self.trouble.get_untracked() != trouble {
                self.trouble.set(trouble);
            }
        });
    }

    /// An answer has ended; nothing of it is left unsaved.
    pub(crate) fn end_live(self, live: Live) {
        Small::Site.set(&format!("{UNSAVED}{}", live.answer.id), "");
        self.live.update(|all| all.retain(|other| other.answer.id != live.answer.id));
        self.keep_live(live);
        if self.known.with_value(|known| !known.contains_key(&live.answer.id)) {
            live.answer.dispose();
        }
    }

    /// The page may be gone in a moment: keeps at once what IndexedDB may not get to.
    pub(crate) fn keep_at_once(self) {
        self.keep_draft();
        let open = self.conversation.get_untracked();
        for live in self.live.get_untracked() {
            let (conversations, messages) = if open.id == live.conversation {
                // What has just been asked may not have got there either.
                let record = |entry: &Entry| entry.record(open.id, self.parent(entry.id));
                (vec![open.clone()], self.asked(live).iter().map(record).collect())
            } else {
                (Vec::new(), vec![live.answer.record(live.conversation, live.parent)])
            };
            let text = store::to_json(&conversations, &messages).to_string();
            Small::Site.set(&format!("{UNSAVED}{}", live.answer.id), &text);
        }
    }

    /// Whether there is anything to bring back: a conversation, words that were not kept, a link, or what
    /// version 1 kept.
    pub(crate) fn has_something_kept() -> bool {
        open_last().is_some()
            || !Small::Site.keys(UNSAVED).is_empty()
            || Small::Site.get(VERSION_1).is_some()
            || window().location().hash().is_ok_and(|hash| hash.contains(share::PREFIX))
    }

    /// What was kept at once goes where it belongs.
    pub(super) async fn keep_unsaved(self) {
        for key in &Small::Site.keys(UNSAVED) {
            let kept = Small::Site.get(key).as_deref().and_then(Value::read).unwrap_or_default();
            let (conversations, messages) = store::from_json(&kept);
            match store::put(&conversations, &messages).await {
                Ok(()) => {
                    Small::Site.set(key, "");
                }
                Err(error) => self.trouble.set(Some(error)),
            }
        }
    }
}

pub(super) fn remember_open(id: Option<Id>) {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    Small::Tab.set(OPEN, &id);
    Small::Site.set(OPEN, &id);
}

/// The conversation that was open last: in this tab, or in any.
pub(super) fn open_last() -> Option<Id> {
    Small::Tab.get(OPEN).or_else(|| Small::Site.get(OPEN))?.parse().ok()
}
