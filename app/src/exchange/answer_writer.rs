//! Writes the words of an answer into its message.

use crate::state::{Announcement, Message, RunningAnswer, State};
use browser::{
    tabs::{self, NewWords},
    time,
};
use conversation::{answer::AnswerState, reader::Words};
use leptos::{prelude::*, task::spawn_local};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wire::ProviderId;

/// How often a growing answer is saved, in milliseconds.
const SAVE_EVERY_MS: f64 = 1000.0;

/// Writes words into an answer, at most once a frame however fast they come, and saves it every second.
#[derive(Clone)]
pub(super) struct AnswerWriter(Rc<Inner>);

struct Inner {
    state: State,
    answer: RunningAnswer,
    /// Words that wait for the next frame.
    buffer: RefCell<Words>,
    is_scheduled: Cell<bool>,
    began_at: f64,
    saved_at: Cell<f64>,
}

impl AnswerWriter {
    /// The time until the first words counts from here.
    pub(super) fn new(state: State, answer: RunningAnswer) -> Self {
        Self(Rc::new(Inner {
            state,
            answer,
            buffer: RefCell::default(),
            is_scheduled: Cell::new(false),
            began_at: time::now(),
            saved_at: Cell::new(0.0),
        }))
    }

    /// The answer that is written.
    pub(super) fn answer(&self) -> RunningAnswer {
        self.0.answer
    }

    /// Writes words before the next frame is painted.
    pub(super) fn write(&self, words: &Words) {
        {
            let mut buffer = self.0.buffer.borrow_mut();
            buffer.append(words);
            if buffer.is_empty() {
                return;
            }
        }
        if !self.0.is_scheduled.replace(true) {
            let writer = self.clone();
            request_animation_frame(move || writer.flush());
        }
    }

    /// Writes the waiting words at once.
    pub(super) fn flush(&self) {
        let Inner { state, answer, .. } = *self.0;
        self.0.is_scheduled.set(false);
        let words = self.0.buffer.take();
        if words.is_empty() {
            return;
        }
        if answer.message.state.with_untracked(|state| *state == AnswerState::Waiting) {
            self.begin();
        }
        let Message { id, text, reasoning, .. } = answer.message;
        let words = NewWords {
            answer: id,
            text_length: text.with_untracked(String::len),
            reasoning_length: reasoning.with_untracked(String::len),
            text: words.content,
            reasoning: words.reasoning,
        };
        if !words.reasoning.is_empty() {
            reasoning.update(|reasoning| reasoning.push_str(&words.reasoning));
        }
        if !words.text.is_empty() {
            text.update(|text| text.push_str(&words.text));
        }
        tabs::tell_words(&words);
        let now = time::now();
        if now - self.0.saved_at.get() > SAVE_EVERY_MS {
            self.0.saved_at.set(now);
            spawn_local(state.saver.save_answer(answer));
        }
    }

    /// The first words have come.
    fn begin(&self) {
        let Inner { state, answer, began_at, .. } = *self.0;
        answer.message.state.set(AnswerState::Streaming);
        state.notices.announcement.set(Some(Announcement::Began));
        let waited_ms = (time::now() - began_at) as u32;
        answer.message.receipt.update(|receipt| receipt.first_words_ms = Some(waited_ms));
    }

    /// What is written so far, without the reasoning.
    pub(super) fn text(&self) -> String {
        self.0.answer.message.text.get_untracked()
    }

    /// Whether there are words or reasoning.
    pub(super) fn has_words(&self) -> bool {
        let is_empty = |text: RwSignal<String>| text.with_untracked(String::is_empty);
        !is_empty(self.0.answer.message.text) || !is_empty(self.0.answer.message.reasoning)
    }

    /// The provider that served last.
    pub(super) fn provider(&self) -> Option<ProviderId> {
        let receipt = self.0.answer.message.receipt;
        receipt.with_untracked(|receipt| receipt.served().map(|attempt| attempt.provider))
    }
}
