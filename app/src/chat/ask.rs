//! Asking: a question or another try, and what the model gets to read with it.

use super::{Chat, Entry, Id, Live, Said, title};
use crate::answer::{Ending, State};
use leptos::prelude::*;
use wire::Role;

impl Chat {
    /// Puts the draft into the conversation, as a question with an answer to come. `None` if there
    /// is nothing to send, or an answer is still being written.
    pub(crate) fn send_draft(self) -> Option<Live> {
        let text = self.draft.with_untracked(|draft| draft.trim().to_owned());
        if untrack(|| self.has_nothing_to_send())
            || self.is_running_untracked()
            || self.is_opening.get_untracked()
            || self.is_foreign()
        {
            return None;
        }
        self.draft.set(String::new());
        self.keep_draft();
        let parent = self.entries.with_untracked(|entries| entries.last().map(|entry| entry.id));
        let pictures = self.pictures.try_update(std::mem::take).unwrap_or_default();
        self.picture_trouble.set(None);
        Some(self.question(parent, text, pictures))
    }

    /// Neither words nor a picture.
    pub(crate) fn has_nothing_to_send(self) -> bool {
        self.draft.with(|draft| draft.trim().is_empty()) && self.pictures.with(Vec::is_empty)
    }

    /// The question in other words, beside the old one.
    pub(crate) fn edit(self, entry: Entry, text: &str) -> Option<Live> {
        let text = text.trim();
        let may = !text.is_empty() && !self.is_running_untracked();
        may.then(|| self.question(self.parent(entry.id), text.to_owned(), entry.pictures.get_untracked()))
    }

    /// Another answer to the same question. One without a word gives way; words are kept as a version.
    pub(crate) fn retry(self, entry: Entry) -> Option<Live> {
        if self.is_running_untracked() {
            return None;
        }
        let parent = self.parent(entry.id);
        if entry.text.with_untracked(String::is_empty) {
            self.take_out(entry.id);
        }
        Some(self.begin_answer(parent))
    }

    /// Takes an answer up again that is not whole. `None` if another one is being written.
    pub(crate) fn go_on(self, entry: Entry) -> Option<Live> {
        if self.is_running_untracked() {
            return None;
        }
        entry.state.set(State::Streaming);
        Some(self.begin(self.parent(entry.id), entry))
    }

    fn question(self, parent: Option<Id>, text: String, pictures: Vec<String>) -> Live {
        self.deleted.set(None);
        self.conversation.update(|conversation| {
            if conversation.title.is_empty() {
                conversation.title = title(&text);
            }
        });
        let question = self.add(parent, Role::User, text, State::Ended(Ending::Complete));
        question.pictures.set(pictures);
        self.begin_answer(Some(question.id))
    }

    fn begin_answer(self, parent: Option<Id>) -> Live {
        let answer = self.add(parent, Role::Assistant, String::new(), State::Waiting);
        let live = self.begin(parent, answer);
        self.show(answer.id);
        live
    }

    fn begin(self, parent: Option<Id>, answer: Entry) -> Live {
        let live = Live { conversation: self.conversation.with_untracked(|c| c.id), parent, answer };
        self.live.update(|all| all.push(live));
        live
    }

    /// What was said before an answer, oldest first.
    pub(crate) fn said_before(self, live: Live) -> Vec<(Id, Said)> {
        let said = |entry: &Entry| {
            let pictures = entry.pictures.get_untracked();
            let said = Said { pictures, ..Said::text(entry.role, entry.text.get_untracked()) };
            (!said.text.is_empty() || !said.pictures.is_empty()).then_some((entry.id, said))
        };
        self.entries.with_untracked(|entries| {
            entries.iter().take_while(|entry| entry.id != live.answer.id).filter_map(said).collect()
        })
    }

    /// Remembers where the last request began, for the reader to see.
    pub(crate) fn tell_what_fits(self, live: Live, first: Option<Id>) {
        let is_open = self.conversation.with_untracked(|open| open.id == live.conversation);
        if is_open && self.fits_from.get_untracked() != first {
            self.fits_from.set(first);
        }
    }

    /// The answer and its question.
    pub(crate) fn asked(self, live: Live) -> Vec<Entry> {
        let mut asked = self.known_entries(live.parent.into_iter());
        asked.push(live.answer);
        asked
    }
}
