//! One message, as the page shows it.

use browser::tabs::NewWords;
use conversation::{
    answer::{AnswerState, Ending, Receipt},
    id::Id,
    record::MessageRecord,
};
use leptos::prelude::*;
use wire::{ErrorCode, Role};

/// Where a message stands on the path that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which of its versions it is, from 0.
    pub(crate) version: usize,
    /// How many versions there are.
    pub(crate) versions: usize,
    /// The message above it is a question. Of an answer it is not once that question was deleted.
    pub(crate) follows_question: bool,
}

/// One message. Its fields are handles of signals: copying a message does not copy its words.
#[derive(Clone, Copy)]
pub(crate) struct Message {
    /// Names it; the element that shows it has the id `m` and this number.
    pub(crate) id: Id,
    /// When it was begun, in milliseconds since 1970.
    pub(crate) at: f64,
    /// Who wrote it.
    pub(crate) role: Role,
    /// Its words, in Markdown.
    pub(crate) text: RwSignal<String>,
    /// What the model thought before it answered.
    pub(crate) reasoning: RwSignal<String>,
    /// In `data:` addresses.
    pub(crate) attachments: RwSignal<Vec<String>>,
    /// Whether the answer is coming, or how it ended; a question is always complete.
    pub(crate) state: RwSignal<AnswerState>,
    /// Who answered.
    pub(crate) receipt: RwSignal<Receipt>,
    /// Where it stands on the path.
    pub(crate) place: RwSignal<Place>,
}

impl Message {
    /// A message without reasoning, attachments and receipt. The current owner owns its signals.
    pub(crate) fn new(id: Id, at: f64, role: Role, text: String, state: AnswerState) -> Self {
        Self {
            id,
            at,
            role,
            text: RwSignal::new(text),
            reasoning: RwSignal::default(),
            attachments: RwSignal::default(),
            state: RwSignal::new(state),
            receipt: RwSignal::default(),
            place: RwSignal::new(Place { version: 0, versions: 1, follows_question: true }),
        }
    }

    /// The message that a record holds.
    pub(crate) fn from_record(record: MessageRecord) -> Self {
        let state = AnswerState::Ended(record.ending);
        let message = Self::new(record.id, record.at, record.role, record.text, state);
        message.reasoning.set(record.reasoning);
        message.attachments.set(record.attachments);
        message.receipt.set(record.receipt);
        message
    }

    /// The record of the message. An answer that is still coming is recorded as interrupted, which it would be after a
    /// reload.
    pub(crate) fn to_record(self, conversation: Id, parent: Option<Id>) -> MessageRecord {
        let ending = match self.state.get_untracked() {
            AnswerState::Ended(ending) => ending,
            AnswerState::Waiting | AnswerState::Streaming => Ending::Interrupted,
        };
        MessageRecord {
            id: self.id,
            conversation,
            parent,
            at: self.at,
            role: self.role,
            text: self.text.get_untracked(),
            reasoning: self.reasoning.get_untracked(),
            attachments: self.attachments.get_untracked(),
            ending,
            receipt: self.receipt.get_untracked(),
            is_deleted: false,
        }
    }

    /// Takes over what another tab has stored of it.
    pub(crate) fn take_over(self, record: &MessageRecord) {
        if self.text.with_untracked(String::len) < record.text.len() {
            self.text.set(record.text.clone());
        }
        if self.reasoning.with_untracked(String::len) < record.reasoning.len() {
            self.reasoning.set(record.reasoning.clone());
        }
        // While it is being written, it is stored as interrupted.
        let is_written = self.state.with_untracked(|state| !matches!(state, AnswerState::Ended(_)));
        if record.ending != Ending::Interrupted || !is_written {
            self.end(record);
        }
    }

    /// It has ended as its record says.
    pub(crate) fn end(self, record: &MessageRecord) {
        let ended = AnswerState::Ended(record.ending.clone());
        if self.state.with_untracked(|state| *state != ended) {
            self.state.set(ended);
            self.receipt.set(record.receipt.clone());
        }
    }

    /// Appends words that another tab has just written, unless some before them are missing.
    pub(crate) fn append(self, words: &NewWords) {
        let lengths = (self.text.with_untracked(String::len), self.reasoning.with_untracked(String::len));
        if lengths != (words.text_length, words.reasoning_length) {
            return;
        }
        self.text.update(|text| text.push_str(&words.text));
        self.reasoning.update(|reasoning| reasoning.push_str(&words.reasoning));
        if self.state.with_untracked(|state| *state == AnswerState::Waiting) {
            self.state.set(AnswerState::Streaming);
        }
    }

    /// Frees the signals of a message that nobody shows any more.
    pub(crate) fn dispose(self) {
        self.text.dispose();
        self.reasoning.dispose();
        self.attachments.dispose();
        self.state.dispose();
        self.receipt.dispose();
        self.place.dispose();
    }

    /// Whether the visitor wrote it.
    pub(crate) fn is_question(self) -> bool {
        self.role == Role::User
    }

    /// Whether it has no word. Tracks the text. An answer may end after its conversation was deleted and it was freed.
    pub(crate) fn is_blank(self) -> bool {
        self.text.try_with(|text| text.trim().is_empty()).unwrap_or(true)
    }

    /// Whether there is no answer, or only a part of one. Tracks the state and the text.
    pub(crate) fn has_failed(self) -> bool {
        self.state.with(|state| match state {
            AnswerState::Ended(Ending::Failed(_) | Ending::Interrupted) => true,
            AnswerState::Ended(Ending::Complete | Ending::Blocked) => self.is_blank(),
            _ => false,
        })
    }

    /// Whether the model thinks, and has written nothing yet. Tracks the state and the text.
    pub(crate) fn is_thinking(self) -> bool {
        self.state.with(|state| *state == AnswerState::Streaming) && self.is_blank()
    }

    /// How many seconds asking again has to wait, at a time in milliseconds since 1970. Nobody waits for the next day:
    /// its text says when that begins. Tracks the state.
    pub(crate) fn retry_wait_s(self, now: f64) -> u32 {
        // The way of the refusal to this browser is within a second.
        let failed_at = self.at + self.receipt.with_untracked(Receipt::attempts_ms) + 1000.0;
        self.state.with(|state| match state {
            AnswerState::Ended(Ending::Failed(failure)) if failure.code != ErrorCode::DailyBudget => {
                failure.wait_s(failed_at, now)
            }
            _ => 0,
        })
    }

    /// Whether the model has thought, and written nothing yet.
    pub(crate) fn has_only_reasoning(self) -> bool {
        untrack(|| self.is_blank()) && !self.reasoning.with_untracked(String::is_empty)
    }

    /// Whether its question is there to be asked again: it may have been deleted. Tracks the place.
    pub(crate) fn follows_question(self) -> bool {
        self.place.with(|place| place.follows_question)
    }

    /// Whether the rest of it can be asked for. Tracks the state and the place.
    pub(crate) fn can_continue(self) -> bool {
        let is_partial = self.state.with(|state| {
            matches!(state, AnswerState::Ended(Ending::Length | Ending::Interrupted | Ending::Stopped))
        });
        is_partial && self.follows_question()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> MessageRecord {
        MessageRecord {
            id: 3,
            conversation: 1,
            parent: Some(2),
            at: 5.0,
            reasoning: "hm".to_owned(),
            attachments: vec!["data:image/jpeg;base64,AAAA".to_owned()],
            ending: Ending::Length,
            receipt: Receipt { tokens: Some(7), ..Receipt::default() },
            ..MessageRecord::new(Role::Assistant, "你好")
        }
    }

    #[test]
    fn a_message_is_recorded_as_it_was_read() {
        Owner::new().with(|| assert_eq!(Message::from_record(record()).to_record(1, Some(2)), record()));
    }

    #[test]
    fn an_answer_that_is_still_coming_is_recorded_as_interrupted() {
        Owner::new().with(|| {
            let answer = Message::from_record(record());
            for state in [AnswerState::Waiting, AnswerState::Streaming] {
                answer.state.set(state);
                assert_eq!(answer.to_record(1, None).ending, Ending::Interrupted);
            }
        });
    }
}
