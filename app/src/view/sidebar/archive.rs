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

/// At most this many messages are read and added to the index at once: few enough for a frame.
const READ: usize = 100;

/// A handle of what was read so far, the newest first.
#[derive(Clone)]
pub(super) struct Archive(Rc<RefCell<Known>>);

struct Known {
    chats: RwSignal<Vec<ConversationRecord>>,
    order: Order,
    index: Index,
}

/// How far the store was read.
enum Order {
    /// No search has begun.
    Unknown,
    /// So far.
    Read(NewestFirst),
    /// A search reads on just now; the others wait for it.
    Reading,
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
        Self(Rc::new(RefCell::new(Known { chats, order: Order::Unknown, index: Index::new(lowercase) })))
    }

    /// A search that ends with `most` hits.
    pub(super) fn search<'a>(&self, wanted: &'a str, most: usize) -> Search<'a> {
        Search { archive: self.clone(), wanted, most, found: Vec::new(), searched: 0, beyond: None }
    }

    /// Reads more into the index. Returns whether there may be more.
    async fn read(&self) -> Result<bool, StoreError> {
        let order = std::mem::replace(&mut self.0.borrow_mut().order, Order::Reading);
        let mut order = match order {
            Order::Reading => return Ok(true),
            Order::Read(order) => order,
            Order::Unknown => match self.chats().await {
                Ok(chats) => NewestFirst::new(chats),
                Err(error) => {
                    self.0.borrow_mut().order = Order::Unknown;
                    return Err(error);
                }
            },
        };
        let records = read_next(&mut order).await;
        let mut known = self.0.borrow_mut();
        known.order = Order::Read(order);
        let Some(records) = records? else { return Ok(false) };
        known.index.add(records);
        Ok(true)
    }

    /// How far the index goes; `None` while a search reads on.
    fn order(&self) -> Option<NewestFirst> {
        match &self.0.borrow().order {
            Order::Read(order) => Some(order.clone()),
            Order::Unknown | Order::Reading => None,
        }
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
        let Some(order) = self.beyond.take().or_else(|| self.archive.order()) else { return Ok(true) };
        let order = self.beyond.insert(order);
        let Some(records) = read_next(order).await? else { return Ok(false) };
        let mut index = Index::new(lowercase);
        index.add(records);
        self.found.extend(index.find(self.wanted, 0, index.len()));
        Ok(true)
    }
}

/// The next messages; `None` once all were read.
async fn read_next(order: &mut NewestFirst) -> Result<Option<Vec<MessageRecord>>, StoreError> {
    let ready = order.take(READ);
    if !ready.is_empty() {
        return Ok(Some(ready));
    }
    let Some((conversations, after)) = order.wanted() else { return Ok(None) };
    let mut records = store::messages_in(conversations, after, READ as u32).await?;
    // Pictures are large, and searched by nobody.
    for record in &mut records {
        record.attachments = Vec::new();
    }
    order.add(records, READ);
    Ok(Some(order.take(READ)))
}
