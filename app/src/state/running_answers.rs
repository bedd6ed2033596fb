//! The answers that are being written. They go on while another conversation is open.

use super::message::Message;
use conversation::id::Id;
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
pub(crate) struct RunningAnswers(RwSignal<Vec<RunningAnswer>>);

impl RunningAnswers {
    /// All of them. Tracks.
    pub(crate) fn all(self) -> Vec<RunningAnswer> {
        self.0.get()
    }

    /// Whether there is none. Tracks.
    pub(crate) fn is_empty(self) -> bool {
        self.0.with(Vec::is_empty)
    }

    /// The one in a conversation. Tracks.
    pub(crate) fn in_conversation(self, conversation: Id) -> Option<RunningAnswer> {
        self.0.with(|all| all.iter().find(|answer| answer.conversation == conversation).copied())
    }

    /// The message with this id, if it is being written.
    pub(crate) fn message_untracked(self, id: Id) -> Option<Message> {
        self.0.with_untracked(|all| all.iter().map(|answer| answer.message).find(|message| message.id == id))
    }

    /// Adds one that has begun.
    pub(crate) fn add(self, answer: RunningAnswer) {
        self.0.update(|all| all.push(answer));
    }

    /// Removes one that has ended.
    pub(crate) fn remove(self, message: Id) {
        self.0.update(|all| all.retain(|answer| answer.message.id != message));
    }
}
