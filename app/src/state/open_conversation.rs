//! The conversation that is open.

use super::{
    loaded_messages::LoadedMessages,
    message::Message,
    running_answers::{RunningAnswer, RunningAnswers},
};
use browser::random;
use conversation::{
    change::{Changes, ConversationChange},
    id::Id,
    record::{ConversationRecord, MessageRecord},
};
use leptos::prelude::*;

/// What the link in the address brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SharedLink {
    /// Its conversation is shown; this browser saves it once the visitor continues it.
    Open,
    /// It cannot be read: a part of it is missing.
    Broken,
}

/// One reading of a conversation from the store. A later one, or a conversation that is begun meanwhile, ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opening(Id);

/// The conversation that is open; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Conversation {
    /// Its title, options and leaf.
    pub(crate) record: RwSignal<ConversationRecord>,
    /// The path that is shown, from the earliest message that is loaded to the leaf.
    pub(crate) messages: RwSignal<Vec<Message>>,
    /// Every message that is loaded, on the path or not.
    pub(crate) loaded: LoadedMessages,
    /// Earlier messages are in the store.
    pub(crate) has_earlier: RwSignal<bool>,
    /// The first message that still fitted into the last request; `None` if all did.
    pub(crate) context_start: RwSignal<Option<Id>>,
    /// The answers that are being written, in this and other conversations.
    pub(crate) running: RunningAnswers,
    /// What the link in the address brought, if the page was opened by one.
    pub(crate) shared_link: RwSignal<Option<SharedLink>>,
    /// A message to scroll to, from a search.
    pub(crate) scroll_target: RwSignal<Option<Id>>,
    /// Its record as it was read or saved last; `None` if it is not in the store as far as this tab knows: it is new.
    pub(crate) stored: StoredValue<Option<ConversationRecord>>,
    /// The reading from the store whose conversation is shown next.
    opening: RwSignal<Option<Id>>,
}

impl Conversation {
    /// A conversation without messages.
    pub(crate) fn new(record: ConversationRecord) -> Self {
        Self {
            record: RwSignal::new(record),
            messages: RwSignal::default(),
            loaded: LoadedMessages::new(),
            has_earlier: RwSignal::new(false),
            context_start: RwSignal::new(None),
            running: RunningAnswers::default(),
            shared_link: RwSignal::new(None),
            scroll_target: RwSignal::new(None),
            stored: StoredValue::default(),
            opening: RwSignal::new(None),
        }
    }

    /// Which conversation is open. Tracks the record.
    pub(crate) fn id(self) -> Id {
        self.record.with(|record| record.id)
    }

    /// Which conversation is open.
    pub(crate) fn id_untracked(self) -> Id {
        self.record.with_untracked(|record| record.id)
    }

    /// The last message of the path that is shown.
    pub(crate) fn leaf(self) -> Option<Id> {
        self.record.with_untracked(|record| record.leaf)
    }

    /// Begins to read another conversation from the store.
    pub(crate) fn begin_opening(self) -> Opening {
        let opening = Opening(random::id());
        self.opening.set(Some(opening.0));
        opening
    }

    /// Whether a reading still decides what is shown next.
    pub(crate) fn awaits(self, opening: Opening) -> bool {
        self.opening.get_untracked() == Some(opening.0)
    }

    /// Another conversation is being read from the store. Tracks.
    pub(crate) fn is_opening(self) -> bool {
        self.opening.get().is_some()
    }

    /// Nothing is being read any more that would be shown next.
    pub(crate) fn end_opening(self) {
        self.opening.set(None);
    }

    /// The answer that is being written in it. Tracks.
    pub(crate) fn running_answer(self) -> Option<RunningAnswer> {
        self.running.in_conversation(self.id())
    }

    /// Whether an answer is being written in it.
    pub(crate) fn is_running_untracked(self) -> bool {
        untrack(|| self.running_answer()).is_some()
    }

    /// Whether it came with a link and is not this browser's yet. Tracks.
    pub(crate) fn is_shared(self) -> bool {
        self.shared_link.get() == Some(SharedLink::Open)
    }

    /// The records of the path that is shown, for sharing.
    pub(crate) fn shown_records(self) -> Vec<MessageRecord> {
        let ids: Vec<Id> =
            self.messages.with_untracked(|shown| shown.iter().map(|message| message.id).collect());
        self.loaded.records(self.id_untracked(), Some(&ids))
    }

    /// What is to be stored if some of its messages have changed: all of it, if it is not in the store.
    pub(crate) fn changes(self, messages: &[Id]) -> Changes {
        let record = self.record.get_untracked();
        let (change, messages) = match self.stored.get_value() {
            Some(stored) => (ConversationChange::since(&stored, &record), Some(messages)),
            None => (ConversationChange::whole(&record), None),
        };
        let messages = self.loaded.records(record.id, messages);
        Changes { conversations: vec![change], messages, ..Changes::default() }
    }

    /// Shows the path to a leaf; without one, no messages.
    pub(crate) fn show(self, leaf: Option<Id>) {
        if self.record.with_untracked(|record| record.leaf) != leaf {
            self.record.update(|record| record.leaf = leaf);
        }
        let (messages, has_earlier) = leaf.map(|leaf| self.loaded.path(leaf)).unwrap_or_default();
        self.has_earlier.set(has_earlier);
        self.messages.set(messages);
    }
}
