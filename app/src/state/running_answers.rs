//! The answers that are being written. They go on while another conversation is open.

use super::message::Message;
use conversation::{change::Changes, id::Id};
use leptos::prelude::*;

/// An answer that is being written.
#[derive(Clone, Copy)]
pub(crate) struct RunningAnswer {
    /// The conversation that it belongs to.
    pub(crate) conversation: Id,
    /// The question.
    pub(crate) parent: Option<Id>,
    /// The answer itself.
    pub(crate) message: Message,
}

/// Every answer that is being written; a handle that is free to copy.
#[derive(Clone, Copy, Default)]
pub(crate) struct RunningAnswers {
    all: RwSignal<Vec<RunningAnswer>>,
    /// The message that was cancelled last.
    cancelled: RwSignal<Option<Id>>,
}

impl RunningAnswer {
    /// What changes in its conversation as it begins: the question, and the answer itself.
    pub(crate) fn messages(self) -> Vec<Id> {
        self.parent.into_iter().chain([self.message.id]).collect()
    }

    /// What is to be stored of it alone.
    pub(crate) fn changes(self) -> Changes {
        let message = self.message.to_record(self.conversation, self.parent);
        Changes { messages: vec![message], ..Changes::default() }
    }
}

impl RunningAnswers {
    /// All of them. Tracks.
    pub(crate) fn all(self) -> Vec<RunningAnswer> {
        self.all.get()
    }

    /// Whether there is none. Tracks.
    pub(crate) fn is_empty(self) -> bool {
        self.all.with(Vec::is_empty)
    }

    /// The one in a conversation. Tracks.
    pub(crate) fn in_conversation(self, conversation: Id) -> Option<RunningAnswer> {
        self.all.with(|all| all.iter().find(|answer| answer.conversation == conversation).copied())
    }

    /// The message with this id, if it is being written.
    pub(crate) fn message_untracked(self, id: Id) -> Option<Message> {
        self.all
            .with_untracked(|all| all.iter().map(|answer| answer.message).find(|message| message.id == id))
    }

    /// Whether a message is being written.
    pub(crate) fn has(self, message: Id) -> bool {
        self.message_untracked(message).is_some()
    }

    /// Cancels the answer in a conversation that was deleted: it is saved no more, and whoever asks for it stops.
    pub(crate) fn cancel(self, conversation: Id) {
        if let Some(answer) = untrack(|| self.in_conversation(conversation)) {
            self.remove(answer.message.id);
            self.cancelled.set(Some(answer.message.id));
        }
    }

    /// The message that was cancelled last. Tracks.
    pub(crate) fn cancelled(self) -> Option<Id> {
        self.cancelled.get()
    }

    /// Adds one that has begun.
    pub(crate) fn add(self, answer: RunningAnswer) {
        self.all.update(|all| all.push(answer));
    }

    /// Removes one that has ended.
    pub(crate) fn remove(self, message: Id) {
        self.all.update(|all| all.retain(|answer| answer.message.id != message));
    }
}
