//! From one conversation to another; and what the part that reads the kept ones is needed for.

use super::{Chat, Entry, Id, Node, Tree, keep};
use crate::{parts, record::ConversationRecord, store};
use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

impl Chat {
    pub(super) fn live_entry(self, id: Id) -> Option<Entry> {
        self.live.with_untracked(|live| live.iter().map(|live| live.answer).find(|entry| entry.id == id))
    }

    pub(super) fn knows(self, id: Id) -> bool {
        self.tree.with_value(|tree| tree.get(id).is_some())
    }

    /// Forgets what is shown, and returns it.
    pub(super) fn forget(self) -> BTreeMap<Id, Entry> {
        self.tree.set_value(Tree::default());
        self.known.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Shows a conversation, of which what is known is taken up; `old` was shown before.
    pub(super) fn turn_to(self, conversation: ConversationRecord, old: BTreeMap<Id, Entry>) {
        // One that has just begun may not be in the store yet.
        for live in self.live.get_untracked().iter().filter(|live| live.conversation == conversation.id) {
            let node = Node { id: live.answer.id, parent: live.parent, at: live.answer.at };
            if self.insert(node) {
                self.know(live.answer);
            }
        }
        let leaf = self.tree.with_value(|tree| {
            conversation.leaf.filter(|&leaf| tree.get(leaf).is_some()).or_else(|| tree.newest())
        });
        let is_empty = self.tree.with_value(Tree::is_empty);
        keep::remember_open(if is_empty { None } else { Some(conversation.id) });
        self.fits_from.set(None);
        if self.is_foreign() {
            self.link.set(None);
        }
        self.deleted.set(None);
        self.conversation.set(conversation);
        self.show_or_nothing(leaf);
        self.is_opening.set(false);
        for entry in old.into_values().filter(|entry| self.live_entry(entry.id).is_none()) {
            entry.dispose();
        }
    }

    /// Begins an empty conversation. What is being written goes on.
    pub(crate) fn new_chat(self) {
        let conversation = self.settings.with_untracked(super::fresh);
        let old = self.forget();
        self.turn_to(conversation, old);
    }

    /// Reads earlier messages until there are some on the path, or there are none.
    pub(crate) async fn load_earlier(self) -> bool {
        if !self.has_earlier.get_untracked() {
            return false;
        }
        match parts::opening().await {
            Ok(opening) => (opening.read_earlier)(self).await,
            Err(_) => false,
        }
    }

    /// Takes up what other tabs change in the open conversation, and in the list of them.
    pub(crate) fn follow_other_tabs(self) {
        store::on_change(move |changed, is_listed| {
            if is_listed {
                self.kept.update(|kept| *kept += 1);
            }
            let id = self.conversation.with_untracked(|conversation| conversation.id);
            if id == changed && !self.entries.with_untracked(Vec::is_empty) {
                spawn_local(async move {
                    if let Ok(opening) = parts::opening().await {
                        (opening.catch_up)(self);
                    }
                });
            }
        });
    }
}
