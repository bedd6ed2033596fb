//! What the visitor is told beside the conversation. The view has the words.

use browser::{store::StoreError, update};
use conversation::{
    answer::Ending,
    id::Id,
    record::{ConversationRecord, MessageRecord},
};
use leptos::prelude::*;

/// What can be undone.
pub(crate) enum Deleted {
    /// Messages of a conversation.
    Messages {
        /// The conversation that they belong to.
        conversation: Id,
        /// What is gone.
        messages: Vec<Id>,
        /// The leaf that was shown.
        leaf: Option<Id>,
        /// The leaf that was shown after it.
        next_leaf: Option<Id>,
    },
    /// A whole conversation.
    Conversation {
        /// Its record.
        record: ConversationRecord,
        /// All its messages.
        messages: Vec<MessageRecord>,
        /// It was open.
        was_open: bool,
    },
}

/// What screen readers announce about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Announcement {
    /// The first words have come.
    Began,
    /// It is complete.
    Complete,
    /// It reached its length limit.
    Length,
    /// The provider withheld the rest.
    Blocked,
    /// The visitor stopped it.
    Stopped,
    /// It broke off.
    Interrupted,
    /// There is no answer.
    Failed,
}

impl Announcement {
    /// What is announced of an answer that has ended.
    pub(crate) fn of(ending: &Ending, has_words: bool) -> Self {
        match ending {
            Ending::Complete | Ending::Blocked if !has_words => Self::Failed,
            Ending::Complete => Self::Complete,
            Ending::Length => Self::Length,
            Ending::Blocked => Self::Blocked,
            Ending::Stopped => Self::Stopped,
            Ending::Interrupted => Self::Interrupted,
            Ending::Failed(_) => Self::Failed,
        }
    }

    /// Whether it interrupts what is being read.
    pub(crate) fn is_failure(self) -> bool {
        matches!(self, Self::Interrupted | Self::Failed)
    }
}

/// A handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    /// Why nothing can be saved or read, if so.
    pub(crate) store_error: RwSignal<Option<StoreError>>,
    /// What was deleted last, until it is undone or dismissed.
    pub(crate) deleted: RwSignal<Option<Deleted>>,
    /// The latest announcement.
    pub(crate) announcement: RwSignal<Option<Announcement>>,
    /// The address names a conversation that is not in this browser.
    pub(crate) is_chat_missing: RwSignal<bool>,
    /// A newer page is ready to be loaded.
    pub(crate) has_update: RwSignal<bool>,
}

impl Notices {
    /// No notices. Registers the service worker, which tells of a newer page.
    pub(crate) fn new() -> Self {
        let has_update = RwSignal::new(false);
        update::on_update(move || has_update.set(true));
        Self {
            store_error: RwSignal::new(None),
            deleted: RwSignal::new(None),
            announcement: RwSignal::new(None),
            is_chat_missing: RwSignal::new(false),
            has_update,
        }
    }
}
