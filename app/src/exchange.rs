//! Questions and their answers over the network, and what else the chat page asks the site.

mod abort_handles;
pub(crate) mod access;
mod answer_writer;
mod answering;
mod context;
mod failure;
mod models;
mod request;
mod status;
mod stream;

use self::abort_handles::AbortHandles;
use crate::state::{Announcement, Message, RunningAnswer, State, asking, effect};
use browser::{http::AbortHandle, tabs};
use conversation::answer::{AnswerState, Ending};
use leptos::{prelude::*, task::spawn_local};
use wire::SiteState;

/// Asks for answers; a handle that is free to copy.
#[derive(Clone, Copy)]
pub(crate) struct Exchange {
    state: State,
    abort_handles: StoredValue<AbortHandles, LocalStorage>,
    /// Send was pressed while the conversation was still being opened.
    is_send_requested: RwSignal<bool>,
    is_site_asked: StoredValue<bool>,
    after_asking: Callback<()>,
}

impl Exchange {
    /// Made once, by the page's root. Whenever something was asked, `after_asking` is called.
    pub(crate) fn new(state: State, after_asking: impl Fn() + Send + Sync + 'static) -> Self {
        let exchange = Self {
            state,
            abort_handles: StoredValue::new_local(AbortHandles::default()),
            is_send_requested: RwSignal::new(false),
            is_site_asked: StoredValue::new(false),
            after_asking: Callback::new(move |()| after_asking()),
        };
        effect(move || {
            if exchange.is_send_requested.get() && !state.conversation.is_opening() {
                exchange.is_send_requested.set(false);
                untrack(|| exchange.send());
            }
        });
        effect(move || {
            if let Some(message) = state.conversation.running.cancelled() {
                exchange.abort_handles.with_value(|handles| handles.abort(message));
            }
        });
        exchange
    }

    /// Sends the draft: at once, or when the conversation is open.
    pub(crate) fn send(self) {
        if untrack(|| self.state.conversation.is_opening()) {
            self.is_send_requested.set(true);
        } else if let Some(answer) = asking::ask_draft(self.state) {
            self.start(answer);
        }
    }

    /// Sends the draft when the conversation is open, for a Send that was pressed before the program had come.
    pub(crate) fn send_when_open(self) {
        self.is_send_requested.set(true);
    }

    /// Asks a question as it was edited.
    pub(crate) fn edit(self, question: Message) {
        if let Some(answer) = asking::ask_edited(self.state, question) {
            self.start(answer);
        }
    }

    /// Asks for another answer to the same question.
    pub(crate) fn retry(self, answer: Message) {
        if let Some(answer) = asking::ask_again(self.state, answer) {
            self.start(answer);
        }
    }

    /// Asks for the rest of an answer.
    pub(crate) fn continue_answer(self, answer: Message) {
        if let Some(answer) = asking::ask_for_rest(self.state, answer) {
            self.start(answer);
        }
    }

    /// Stops the answer that is being written in the open conversation.
    pub(crate) fn stop(self) {
        if let Some(answer) = untrack(|| self.state.conversation.running_answer()) {
            self.abort_handles.with_value(|handles| handles.abort(answer.message.id));
        }
    }

    /// The connection is back: asks again if the last question did not reach the site.
    pub(crate) fn send_unsent(self) {
        let last = self.state.conversation.messages.with_untracked(|messages| messages.last().copied());
        let is_unsent = |answer: &Message| answer.state.with_untracked(AnswerState::is_unreachable);
        if let Some(answer) = last.filter(is_unsent) {
            self.retry(answer);
        }
    }

    /// Asks how the site is, and again for as long as it cannot answer.
    pub(crate) fn follow_site(self) {
        status::follow(self.state, self.is_site_asked);
    }

    /// Asks for the list of models, unless it is known.
    pub(crate) fn load_models(self) {
        models::load(self.state);
    }

    /// An answer that failed tells of the site, and so does one from a site that was not well.
    fn learn_of_site(self, has_failed: bool) {
        if !has_failed && status::is(self.state, SiteState::Down) {
            status::set(self.state, SiteState::Ok);
        } else if has_failed || !status::is(self.state, SiteState::Ok) {
            self.follow_site();
        }
    }

    /// Saves what is asked, and asks.
    fn start(self, answer: RunningAnswer) {
        // The same failure is announced once more.
        self.state.notices.announcement.set(None);
        tabs::begin_writing(answer.message.id);
        self.state.saver.save_open(&answer.messages());
        let handle = self.abort_handles.try_update_value(|handles| handles.add(answer.message.id));
        if let Some(handle) = handle.flatten() {
            spawn_local(self.run(answer, handle));
        }
        self.after_asking.run(());
    }

    /// Asks for an answer, or for the rest of one, and fills it in as it comes.
    async fn run(self, answer: RunningAnswer, handle: AbortHandle) {
        let mut ending = answering::answer(self.state, answer, &handle).await;
        if handle.is_aborted() {
            ending = Ending::Stopped;
        }
        self.abort_handles.update_value(|handles| handles.remove(answer.message.id));
        let announcement = Announcement::of(&ending, !untrack(|| answer.message.is_blank()));
        self.state.notices.announcement.set(Some(announcement));
        let has_failed = matches!(ending, Ending::Failed(_) | Ending::Interrupted);
        answer.message.state.set(AnswerState::Ended(ending));
        self.state.saver.finish_answer(answer).await;
        tabs::end_writing(answer.message.id);
        self.learn_of_site(has_failed);
    }
}
