//! One message, as the page shows it.

use super::Id;
use crate::{
    answer::{Ending, Receipt, State},
    record::MessageRecord,
};
use leptos::prelude::*;
use wire::Role;

/// One message. The signals are handles: cloning an entry does not copy its words.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    /// When it was begun, in milliseconds since 1970.
    pub(crate) at: f64,
    pub(crate) role: Role,
    pub(crate) text: RwSignal<String>,
    pub(crate) reasoning: RwSignal<String>,
    /// In `data:` addresses.
    pub(crate) pictures: RwSignal<Vec<String>>,
    pub(crate) state: RwSignal<State>,
    pub(crate) receipt: RwSignal<Receipt>,
    /// Which of how many versions it is.
    pub(crate) version: RwSignal<(usize, usize)>,
}

impl Entry {
    pub(super) fn new(id: Id, at: f64, role: Role, text: String, state: State) -> Self {
        Self {
            id,
            at,
            role,
            text: RwSignal::new(text),
            reasoning: RwSignal::default(),
            pictures: RwSignal::default(),
            state: RwSignal::new(state),
            receipt: RwSignal::default(),
            version: RwSignal::new((0, 1)),
        }
    }

    pub(super) fn revive(record: MessageRecord) -> Self {
        let entry = Self::new(record.id, record.at, record.role, record.text, State::Ended(record.ending));
        entry.reasoning.set(record.reasoning);
        entry.pictures.set(record.pictures);
        entry.receipt.set(record.receipt);
        entry
    }

    /// An answer that is still being written is kept as what it would be after a reload: broken off.
    pub(crate) fn record(self, conversation: Id, parent: Option<Id>) -> MessageRecord {
        let ending = match self.state.get_untracked() {
            State::Ended(ending) => ending,
            State::Waiting | State::Streaming => Ending::Interrupted,
        };
        MessageRecord {
            id: self.id,
            conversation,
            parent,
            at: self.at,
            role: self.role,
            text: self.text.get_untracked(),
            reasoning: self.reasoning.get_untracked(),
            pictures: self.pictures.get_untracked(),
            ending,
            receipt: self.receipt.get_untracked(),
        }
    }

    /// The signals end with the entry; nobody shows it any more.
    pub(super) fn dispose(self) {
        self.text.dispose();
        self.reasoning.dispose();
        self.pictures.dispose();
        self.state.dispose();
        self.receipt.dispose();
        self.version.dispose();
    }

    pub(crate) fn is_question(self) -> bool {
        self.role == Role::User
    }

    /// Whether there is no answer, or only a part of one.
    pub(crate) fn has_failed(self) -> bool {
        self.state.with(|state| matches!(state, State::Ended(Ending::Failed(_) | Ending::Interrupted)))
    }

    /// Whether the rest of it can be asked for.
    pub(crate) fn can_go_on(self) -> bool {
        self.state.with(|state| {
            matches!(state, State::Ended(Ending::Length | Ending::Interrupted | Ending::Stopped))
        })
    }
}
