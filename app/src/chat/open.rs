//! Opening conversations: the end of one first, what is before it when it is wanted. A part of the page that is
//! loaded when something is kept.

use super::{Chat, Entry, Id, Node, keep};
use crate::{
    answer::State,
    record::{ConversationRecord, MessageRecord},
    store::{self, StoreError, Tail},
};
use leptos::prelude::*;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// So many messages are read from the store at a time.
const PAGE: u32 = 100;

/// What the part gives to the page.
pub(crate) struct Opening {
    /// Brings back what was open, and what had not been kept when the page was closed.
    pub(crate) restore: fn(Chat),
    /// Takes up what another tab has changed.
    pub(super) catch_up: fn(Chat),
    /// Reads earlier messages until there are some on the path, or there are none.
    pub(super) read_earlier: fn(Chat) -> Pin<Box<dyn Future<Output = bool>>>,
}

pub(crate) static OPENING: Opening = Opening {
    restore: Chat::restore,
    catch_up: Chat::catch_up,
    read_earlier: |chat| Box::pin(chat.read_earlier()),
};

impl Chat {
    /// Brings back what was open, and what had not been kept when the page was closed.
    fn restore(self) {
        spawn_local(async move {
            self.keep_unsaved().await;
            if self.open_link().await {
                return;
            }
            let of_version_1 = self.migrate().await;
            let open = keep::open_last();
            match of_version_1.or(open) {
                Some(id) => self.read(id).await,
                None => self.is_opening.set(false),
            }
        });
    }

    /// Opens a conversation from the store.
    pub(crate) fn open(self, id: Id) {
        if self.conversation.with_untracked(|open| open.id) != id {
            self.is_opening.set(true);
            spawn_local(self.read(id));
        }
    }

    /// Opens a conversation at one of its messages.
    pub(crate) fn open_at(self, id: Id, message: Id) {
        self.goal.set(Some(message));
        self.is_opening.set(true);
        spawn_local(self.read(id));
    }

    async fn read(self, id: Id) {
        match self.tail_of(id).await {
            Ok(Tail { conversation: Some(conversation), messages }) => {
                self.replace(conversation, messages);
                let goal = self.goal.get_untracked();
                if let Some(leaf) = goal.filter(|&goal| self.knows(goal)) {
                    let leaf = self.tree.with_value(|tree| tree.leaf_below(leaf));
                    self.show(leaf);
                }
            }
            // It is gone, deleted in another tab perhaps.
            Ok(_) => self.is_opening.set(false),
            Err(error) => {
                self.trouble.set(Some(error));
                self.is_opening.set(false);
            }
        }
    }

    /// As much of the end as has the leaf in it.
    async fn tail_of(self, id: Id) -> Result<Tail, StoreError> {
        let mut tail = store::tail(id, None, PAGE).await?;
        let leaf = tail.conversation.as_ref().and_then(|conversation| conversation.leaf);
        let wanted = [leaf, self.goal.get_untracked()];
        let is_missing = |id: &Id, tail: &Tail| tail.messages.iter().all(|message| message.id != *id);
        while wanted.iter().flatten().any(|id| is_missing(id, &tail)) {
            let earlier = before(id, &tail.messages).await?;
            if earlier.is_empty() {
                break;
            }
            tail.messages.splice(0..0, earlier);
        }
        Ok(tail)
    }

    /// Reads earlier messages until there are some on the path, or there are none.
    async fn read_earlier(self) -> bool {
        let id = self.conversation.with_untracked(|conversation| conversation.id);
        let shown = self.entries.with_untracked(Vec::len);
        while self.has_earlier.get_untracked() {
            let first = self.tree.with_value(|tree| tree.ends().map(|(oldest, _)| (oldest.at, oldest.id)));
            let earlier = match store::tail(id, first, PAGE).await {
                Ok(tail) => tail.messages,
                Err(error) => {
                    self.trouble.set(Some(error));
                    break;
                }
            };
            if self.conversation.with_untracked(|conversation| conversation.id) != id {
                return false;
            }
            if earlier.is_empty() {
                self.has_earlier.set(false);
                break;
            }
            self.learn(earlier);
            if let Some(leaf) = self.conversation.with_untracked(|conversation| conversation.leaf) {
                self.show(leaf);
            }
            if self.entries.with_untracked(Vec::len) > shown {
                return true;
            }
        }
        false
    }

    /// Takes up messages that the store has and the page does not.
    pub(super) fn learn(self, records: Vec<MessageRecord>) {
        for record in records {
            let node = Node { id: record.id, parent: record.parent, at: record.at };
            let is_new = self.insert(node);
            if is_new {
                let entry = self.live_entry(record.id).unwrap_or_else(|| self.own(|| Entry::revive(record)));
                self.know(entry);
            }
        }
    }

    /// Shows another conversation.
    pub(crate) fn replace(self, conversation: ConversationRecord, records: Vec<MessageRecord>) {
        let old = self.forget();
        self.learn(records);
        self.turn_to(conversation, old);
    }

    /// Another tab has changed the open conversation: takes up what is new in it.
    fn catch_up(self) {
        let id = self.conversation.with_untracked(|conversation| conversation.id);
        spawn_local(async move {
            let Ok(tail) = store::tail(id, None, PAGE).await else { return };
            if self.conversation.with_untracked(|conversation| conversation.id) != id {
                return;
            }
            self.refresh(&tail.messages);
            self.learn(tail.messages);
            let leaf = self.conversation.with_untracked(|conversation| conversation.leaf);
            // What the other tab added at the end is read on; a side path stays one.
            if let Some(leaf) = leaf.filter(|_| !self.is_running_untracked()) {
                let leaf = self.tree.with_value(|tree| tree.leaf_below(leaf));
                self.show(leaf);
            }
        });
    }

    /// Answers that another tab is writing grow here too.
    fn refresh(self, records: &[MessageRecord]) {
        for entry in self.entries.get_untracked() {
            let Some(record) = records.iter().find(|record| record.id == entry.id) else { continue };
            if self.live_entry(entry.id).is_none()
                && entry.text.with_untracked(|text| text.len() < record.text.len())
            {
                entry.text.set(record.text.clone());
                entry.state.set(State::Ended(record.ending.clone()));
                entry.receipt.set(record.receipt.clone());
            }
        }
    }
}

async fn before(id: Id, messages: &[MessageRecord]) -> Result<Vec<MessageRecord>, StoreError> {
    let Some(first) = messages.first() else { return Ok(Vec::new()) };
    Ok(store::tail(id, Some((first.at, first.id)), PAGE).await?.messages)
}
