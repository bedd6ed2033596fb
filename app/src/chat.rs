//! The conversation: what was said, what is being said, and what the visitor is typing.

use crate::{
    answer::{Ending, Receipt, State},
    i18n::Texts,
    store::{self, Saved, SavedEntry},
};
use leptos::prelude::*;
use shared::{Language, owner};
use wire::{ChatRequest, Message, Role, Status};

/// Asks a model for the rest of an answer that broke off.
const GO_ON: &str = "Your answer above was cut off. Go on from exactly where it stops, in the same language and \
    format, with the very next character. Write only the rest: repeat nothing, explain nothing.";

/// One message. The signals are handles: cloning an entry does not copy its words.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) id: u32,
    pub(crate) role: Role,
    pub(crate) text: RwSignal<String>,
    pub(crate) reasoning: RwSignal<String>,
    pub(crate) state: RwSignal<State>,
    pub(crate) receipt: RwSignal<Receipt>,
}

impl Entry {
    fn new(id: u32, role: Role, text: String, state: State) -> Self {
        Self {
            id,
            role,
            text: RwSignal::new(text),
            reasoning: RwSignal::default(),
            state: RwSignal::new(state),
            receipt: RwSignal::default(),
        }
    }

    /// Whether another try makes sense.
    pub(crate) fn can_retry(self) -> bool {
        self.state.with(|state| matches!(state, State::Ended(Ending::Failed(_) | Ending::Interrupted)))
    }

    /// Whether the rest of it can be asked for.
    pub(crate) fn can_go_on(self) -> bool {
        self.state.with(|state| matches!(state, State::Ended(Ending::Length | Ending::Interrupted)))
    }
}

/// The page's state; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Chat {
    pub(crate) texts: &'static Texts,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// The conversation before "New chat", for going back.
    pub(crate) previous: RwSignal<Vec<Entry>>,
    pub(crate) draft: RwSignal<String>,
    /// The answer that is being written.
    pub(crate) running: RwSignal<Option<u32>>,
    pub(crate) status: RwSignal<Option<Status>>,
    pub(crate) is_stored: RwSignal<bool>,
    /// For screen readers: that an answer began, ended or failed.
    pub(crate) announcement: RwSignal<&'static str>,
    next_id: StoredValue<u32>,
    /// Owns the entries' signals. Made in a button's handler, they would end with that button.
    owner: StoredValue<Owner>,
}

impl Chat {
    /// The conversation as it was left, or an empty one.
    pub(crate) fn restore() -> Self {
        let language = Language::preferred();
        language.apply();
        let saved = store::load().unwrap_or_default();
        let chat = Self {
            texts: Texts::of(language),
            entries: RwSignal::default(),
            previous: RwSignal::default(),
            draft: RwSignal::new(saved.draft),
            running: RwSignal::new(None),
            status: RwSignal::new(None),
            is_stored: RwSignal::new(true),
            announcement: RwSignal::new(""),
            next_id: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        chat.entries.set(saved.entries.into_iter().map(|entry| chat.revive(entry)).collect());
        chat.previous.set(saved.previous.into_iter().map(|entry| chat.revive(entry)).collect());
        chat
    }

    /// Whether the owner is here, as far as this browser knows: on a development server, or where the
    /// report has been seen.
    pub(crate) fn is_owners(self) -> bool {
        let is_local = |status: &Status| status.environment == "local";
        self.status.with(|status| status.as_ref().is_some_and(is_local)) || owner::is_known()
    }

    fn revive(self, saved: SavedEntry) -> Entry {
        let entry = self.entry(saved.role, saved.text, State::Ended(saved.ending));
        entry.reasoning.set(saved.reasoning);
        entry.receipt.set(saved.receipt);
        entry
    }

    fn entry(self, role: Role, text: String, state: State) -> Entry {
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        self.owner.with_value(|owner| owner.with(|| Entry::new(id, role, text, state)))
    }

    /// Puts the draft into the conversation, as a question with an answer to come. `None` if there
    /// is nothing to send, or an answer is still being written.
    pub(crate) fn send_draft(self) -> Option<Entry> {
        let text = self.draft.with_untracked(|draft| draft.trim().to_owned());
        if text.is_empty() || self.running.get_untracked().is_some() {
            return None;
        }
        self.draft.set(String::new());
        self.previous.set(Vec::new());
        let question = self.entry(Role::User, text, State::Ended(Ending::Complete));
        self.entries.update(|entries| entries.push(question));
        Some(self.begin_answer())
    }

    /// A new answer to the same question. One without a word gives way; words are kept.
    pub(crate) fn retry(self, entry: Entry) -> Option<Entry> {
        if self.running.get_untracked().is_some() {
            return None;
        }
        if entry.text.with_untracked(String::is_empty) {
            self.entries.update(|entries| entries.retain(|other| other.id != entry.id));
        }
        Some(self.begin_answer())
    }

    /// Takes an answer up again that is not whole. False if another one is being written.
    pub(crate) fn go_on(self, entry: Entry) -> bool {
        if self.running.get_untracked().is_some() {
            return false;
        }
        entry.state.set(State::Streaming);
        self.running.set(Some(entry.id));
        true
    }

    fn begin_answer(self) -> Entry {
        let answer = self.entry(Role::Assistant, String::new(), State::Waiting);
        self.entries.update(|entries| entries.push(answer));
        self.running.set(Some(answer.id));
        answer
    }

    /// Puts the conversation aside and begins an empty one.
    pub(crate) fn new_chat(self) {
        let entries = self.entries.get_untracked();
        if !entries.is_empty() {
            self.previous.set(entries);
            self.entries.set(Vec::new());
        }
        self.save();
    }

    /// Takes the conversation before "New chat" up again.
    pub(crate) fn back_to_previous(self) {
        self.entries.set(self.previous.get_untracked());
        self.previous.set(Vec::new());
        self.save();
    }

    /// What was said before `answer`, as a request for it, or for the rest of it if it has begun.
    pub(crate) fn request(self, answer: Entry) -> ChatRequest {
        let said = |entry: &Entry| {
            let text = entry.text.get_untracked();
            (!text.is_empty()).then(|| Message::text(entry.role, text))
        };
        let mut messages: Vec<Message> = self.entries.with_untracked(|entries| {
            entries.iter().take_while(|entry| entry.id != answer.id).filter_map(said).collect()
        });
        // An earlier try at the same answer is no part of the question.
        while messages.last().is_some_and(|message| message.role == Role::Assistant) {
            messages.pop();
        }
        let begun = answer.text.get_untracked();
        if !begun.is_empty() {
            messages.push(Message::text(Role::Assistant, begun));
            messages.push(Message::text(Role::User, GO_ON.to_owned()));
        }
        ChatRequest { messages, stream: Some(true), ..ChatRequest::default() }
    }

    /// Keeps everything over a reload. A store that is full says so and does not stop the page.
    pub(crate) fn save(self) {
        let keep = |entries: Vec<Entry>| entries.into_iter().map(save_entry).collect();
        let saved = Saved {
            draft: self.draft.get_untracked(),
            entries: keep(self.entries.get_untracked()),
            previous: keep(self.previous.get_untracked()),
        };
        let is_stored = store::save(&saved);
        if self.is_stored.get_untracked() != is_stored {
            self.is_stored.set(is_stored);
        }
    }
}

/// An answer that is still being written is saved as what it would be after a reload: broken off.
fn save_entry(entry: Entry) -> SavedEntry {
    let ending = match entry.state.get_untracked() {
        State::Ended(ending) => ending,
        State::Waiting | State::Streaming => Ending::Interrupted,
    };
    SavedEntry {
        role: entry.role,
        text: entry.text.get_untracked(),
        reasoning: entry.reasoning.get_untracked(),
        ending,
        receipt: entry.receipt.get_untracked(),
    }
}
