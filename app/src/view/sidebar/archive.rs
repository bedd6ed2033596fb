//! What searches have read of the store. A search reads no further than it must, and the next one begins with what is known.

use crate::state::all_messages::BATCH;
use browser::{
    store::{self, StoreError},
    text::lowercase,
};
use conversation::{
    newest_first::NewestFirst,
    record::{ConversationRecord, MessageRecord},
    search::{Hit, Index},
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// A handle of what was read so far, the newest first.
#[derive(Clone)]
pub(super) struct Archive(Rc<RefCell<Known>>);

struct Known {
    chats: RwSignal<Vec<ConversationRecord>>,
    /// `None` before the first search.
    order: Option<NewestFirst>,
    index: Index,
}

/// One search.
pub(super) struct Search<'a> {
    archive: Archive,
    wanted: &'a str,
    most: usize,
    found: Vec<Hit>,
    /// The messages of the index that were searched.
    searched: usize,
    /// How far it has read by itself: beyond the index, which holds only so much.
    beyond: Option<NewestFirst>,
}

impl Archive {
    /// Nothing was read of these chats, the list of all.
    pub(super) fn new(chats: RwSignal<Vec<ConversationRecord>>) -> Self {
        Self(Rc::new(RefCell::new(Known { chats, order: None, index: Index::new(lowercase) })))
    }

    /// A search that ends with `most` hits.
    pub(super) fn search<'a>(&self, wanted: &'a str, most: usize) -> Search<'a> {
        Search { archive: self.clone(), wanted, most, found: Vec::new(), searched: 0, beyond: None }
    }

    /// Reads more into the index. Returns whether there may be more.
    async fn read(&self) -> Result<bool, StoreError> {
        let before = self.0.borrow().order.clone();
        let mut order = match &before {
            Some(order) => order.clone(),
            None => NewestFirst::new(self.chats().await?),
        };
        let Some(records) = read_next(&mut order).await? else { return Ok(false) };
        let mut known = self.0.borrow_mut();
        // Another search may have read the same meanwhile.
        if known.order == before {
            known.order = Some(order);
            known.index.add(records);
        }
        Ok(true)
    }

    /// All chats. The list may not have been read yet.
    async fn chats(&self) -> Result<Vec<ConversationRecord>, StoreError> {
        let chats = self.0.borrow().chats.try_get_untracked().unwrap_or_default();
        if chats.is_empty() { store::list().await } else { Ok(chats) }
    }
}

impl Search<'_> {
    /// The hits so far.
    pub(super) fn found(&self) -> &[Hit] {
        &self.found
    }

    /// Searches some messages, or reads some. Returns whether the search goes on.
    pub(super) async fn step(&mut self) -> bool {
        let goes_on = if self.searched < self.archive.0.borrow().index.len() {
            self.search_index();
            true
        } else if self.archive.0.borrow().index.is_full() {
            self.search_beyond().await.unwrap_or(false)
        } else {
            self.archive.read().await.unwrap_or(false)
        };
        self.found.truncate(self.most);
        goes_on && self.found.len() < self.most
    }

    fn search_index(&mut self) {
        let index = &self.archive.0.borrow().index;
        self.found.extend(index.find(self.wanted, self.searched, BATCH));
        self.searched = (self.searched + BATCH).min(index.len());
    }

    async fn search_beyond(&mut self) -> Result<bool, StoreError> {
        let order =
            self.beyond.get_or_insert_with(|| self.archive.0.borrow().order.clone().unwrap_or_default());
        let Some(records) = read_next(order).await? else { return Ok(false) };
        let mut index = Index::new(lowercase);
        index.add(records);
        self.found.extend(index.find(self.wanted, 0, index.len()));
        Ok(true)
    }
}

/// The next messages; `None` once all were read.
async fn read_next(order: &mut NewestFirst) -> Result<Option<Vec<MessageRecord>>, StoreError> {
    let Some((conversations, after)) = order.wanted() else { return Ok(None) };
    let records = store::messages_in(conversations, after, BATCH as u32).await?;
    Ok(Some(order.add(records, BATCH)))
}
