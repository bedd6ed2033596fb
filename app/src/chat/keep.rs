//! The conversation and the store: opening, keeping, deleting and taking back.

use super::{Chat, Deleted, Entry, Id, Link, Live, Node, Tree};
use crate::{
    record::{ConversationRecord, MessageRecord},
    share,
    store::{self, Small, StoreError, Tail, files},
};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen_futures::spawn_local;

/// So many messages are read from the store at a time.
const PAGE: u32 = 100;
/// The conversation that this tab, and any, had open last.
const OPEN: &str = "everchat-open";
/// With an answer's id: its words when the page was closed.
const UNSAVED: &str = "everchat-unsaved-";
/// Where version 1 kept its one conversation.
const VERSION_1: &str = "everchat-1";

impl Chat {
    /// Brings back what was open, and what had not been kept when the page was closed.
    pub(crate) fn restore(self) {
        self.is_opening.set(true);
        spawn_local(async move {
            self.keep_unsaved().await;
            if self.open_link().await {
                return;
            }
            let of_version_1 = self.migrate().await;
            let open = Small::Tab.get(OPEN).or_else(|| Small::Site.get(OPEN)).and_then(|id| id.parse().ok());
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

    /// Shows the conversation that came with the address, if one did.
    async fn open_link(self) -> bool {
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
    pub(crate) async fn load_earlier(self) -> bool {
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
    fn learn(self, records: Vec<MessageRecord>) {
        for record in records {
            let node = Node { id: record.id, parent: record.parent, at: record.at };
            let is_new = self.insert(node);
            if is_new {
                let entry = self.live_entry(record.id).unwrap_or_else(|| self.own(|| Entry::revive(record)));
                self.know(entry);
            }
        }
    }

    fn live_entry(self, id: Id) -> Option<Entry> {
        self.live.with_untracked(|live| live.iter().map(|live| live.answer).find(|entry| entry.id == id))
    }

    /// Shows another conversation.
    pub(crate) fn replace(self, conversation: ConversationRecord, records: Vec<MessageRecord>) {
        let old = self.known.try_update_value(std::mem::take).unwrap_or_default();
        self.tree.set_value(Tree::default());
        self.learn(records);
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
        remember_open(if is_empty { None } else { Some(conversation.id) });
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
            let mut messages = vec![live.answer.record(live.conversation, live.parent)];
            let mut conversations = Vec::new();
            // What has just been asked may not have got there either.
            if open.id == live.conversation {
                let question = self.known_entries(live.parent.into_iter());
                messages.extend(question.iter().map(|entry| entry.record(open.id, self.parent(entry.id))));
                conversations.push(open.clone());
            }
            let text = store::to_json(&conversations, &messages).to_string();
            Small::Site.set(&format!("{UNSAVED}{}", live.answer.id), &text);
        }
    }

    /// What was kept at once goes where it belongs.
    async fn keep_unsaved(self) {
        let texts = Small::Site.with_prefix(UNSAVED);
        for (key, text) in &texts {
            let (conversations, messages) = store::from_json(&serde_json::from_str(text).unwrap_or_default());
            match store::put(&conversations, &messages).await {
                Ok(()) => {
                    Small::Site.set(key, "");
                }
                Err(error) => self.trouble.set(Some(error)),
            }
        }
    }

    /// The conversation of version 1, if there is one.
    async fn migrate(self) -> Option<Id> {
        let saved: Value = serde_json::from_str(&Small::Site.get(VERSION_1)?).ok()?;
        let settings = self.settings.get_untracked();
        let mut opened = None;
        for name in ["previous", "entries"] {
            let words = saved[name].as_array().into_iter().flatten().filter_map(MessageRecord::read_words);
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

    /// Takes a message out; it can be taken back.
    pub(crate) fn delete(self, entry: Entry) {
        let leaf = self.conversation.with_untracked(|conversation| conversation.leaf);
        let sibling =
            self.tree.with_value(|tree| tree.sibling(entry.id, -1).or_else(|| tree.sibling(entry.id, 1)));
        let parent = self.parent(entry.id);
        let removed = self.take_out(entry.id);
        let read_next = self.tree.with_value(|tree| {
            let still_there = leaf.filter(|&leaf| tree.get(leaf).is_some());
            still_there.or_else(|| Some(tree.leaf_below(sibling.or(parent)?))).or_else(|| tree.newest())
        });
        self.show_or_nothing(read_next);
        self.keep_moved(&removed);
        let conversation = self.conversation.with_untracked(|conversation| conversation.id);
        self.deleted.set(Some(Deleted::Message { conversation, removed, leaf }));
    }

    fn show_or_nothing(self, leaf: Option<Id>) {
        if let Some(leaf) = leaf {
            return self.show(leaf);
        }
        self.conversation.update(|conversation| conversation.leaf = None);
        self.has_earlier.set(false);
        self.entries.set(Vec::new());
    }

    /// Puts back what was deleted last.
    pub(crate) fn take_back(self) {
        let Some(deleted) = self.deleted.get_untracked() else { return };
        self.deleted.set(None);
        let (conversation, removed, leaf) = match deleted {
            Deleted::Message { conversation, removed, leaf } => (conversation, removed, leaf),
            Deleted::Conversation(conversation, messages) => {
                self.put(vec![conversation.clone()], messages.clone());
                return self.replace(conversation, messages);
            }
        };
        if self.conversation.with_untracked(|open| open.id) != conversation {
            return;
        }
        self.tree.update_value(|tree| tree.restore(&removed));
        if let Some(leaf) = leaf {
            self.show(leaf);
        }
        let nodes = removed.gone.iter().chain(&removed.moved).map(|node| node.id);
        self.keep(&self.known_entries(nodes));
    }

    /// Takes a conversation out, with all its messages; it can be taken back.
    pub(crate) fn delete_conversation(self, conversation: ConversationRecord) {
        spawn_local(async move {
            let id = conversation.id;
            let result = async {
                let messages = store::tail(id, None, u32::MAX).await?.messages;
                store::remove_conversation(id).await?;
                Ok(messages)
            };
            match result.await {
                Ok(messages) => {
                    if self.conversation.with_untracked(|open| open.id == id) {
                        self.new_chat();
                    }
                    self.deleted.set(Some(Deleted::Conversation(conversation, messages)));
                }
                Err(error) => self.trouble.set(Some(error)),
            }
            self.kept.update(|kept| *kept += 1);
        });
    }

    fn knows(self, id: Id) -> bool {
        self.tree.with_value(|tree| tree.get(id).is_some())
    }

    fn known_entries(self, ids: impl Iterator<Item = Id>) -> Vec<Entry> {
        self.known.with_value(|known| ids.filter_map(|id| known.get(&id).copied()).collect())
    }

    pub(super) fn take_out(self, id: Id) -> super::Removed {
        let removed = self.tree.try_update_value(|tree| tree.remove(id)).unwrap_or_default();
        let conversation = self.conversation.with_untracked(|conversation| conversation.id);
        let keys: Vec<(f64, Id)> = removed.gone.iter().map(|node| (node.at, node.id)).collect();
        spawn_local(async move {
            if let Err(error) = store::remove_messages(conversation, &keys).await {
                self.trouble.set(Some(error));
            }
        });
        removed
    }

    fn keep_moved(self, removed: &super::Removed) {
        self.keep(&self.known_entries(removed.moved.iter().map(|node| node.id)));
    }

    /// Another tab has changed something: takes up what is new in the open conversation.
    pub(crate) fn follow_other_tabs(self) {
        store::on_change(move || {
            if self.entries.with_untracked(Vec::is_empty) {
                return;
            }
            spawn_local(async move {
                let id = self.conversation.with_untracked(|conversation| conversation.id);
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
                entry.state.set(crate::answer::State::Ended(record.ending.clone()));
                entry.receipt.set(record.receipt.clone());
            }
        }
    }
}

async fn before(id: Id, messages: &[MessageRecord]) -> Result<Vec<MessageRecord>, StoreError> {
    let Some(first) = messages.first() else { return Ok(Vec::new()) };
    Ok(store::tail(id, Some((first.at, first.id)), PAGE).await?.messages)
}

fn remember_open(id: Option<Id>) {
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    Small::Tab.set(OPEN, &id);
    Small::Site.set(OPEN, &id);
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
