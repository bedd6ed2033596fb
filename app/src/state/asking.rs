//! Questions and answers that begin, in the open conversation. Asking over the network is the exchange's.

use super::{deleting, draft::Draft, message::Message, page_state::State, running_answers::RunningAnswer};
use conversation::{
    answer::{AnswerState, Ending},
    id::Id,
    title::title,
};
use leptos::prelude::*;
use wire::Role;

/// Puts the draft into the conversation, as a question with an answer to come. `None` if there is nothing to ask, or
/// too much, if an answer is being written, or if the conversation is not open or not this browser's.
pub(crate) fn ask_draft(state: State) -> Option<RunningAnswer> {
    let open = state.conversation;
    let is_ready = untrack(|| is_askable(state, state.draft) && !open.is_opening() && !open.is_shared());
    if !is_ready || open.is_running_untracked() {
        return None;
    }
    let (text, attachments) = state.draft.take();
    let parent = open.messages.with_untracked(|messages| messages.last().map(|message| message.id));
    Some(add_question(state, parent, text, attachments))
}

/// Adds another version of a question, as it was edited, with an answer to come. `None` if there is nothing to ask, or too
/// much, or if an answer is being written.
pub(crate) fn ask_edited(state: State, question: Message) -> Option<RunningAnswer> {
    let edited = state.edited;
    if !untrack(|| is_askable(state, edited)) || state.conversation.is_running_untracked() {
        return None;
    }
    let parent = state.conversation.loaded.parent(question.id);
    let text = edited.text.with_untracked(|text| text.trim().to_owned());
    Some(add_question(state, parent, text, edited.attachments.get_untracked()))
}

/// Whether there is something to ask, and not too much. Tracks.
pub(crate) fn is_askable(state: State, draft: Draft) -> bool {
    !draft.is_empty() && state.excess(draft) == 0
}

/// Begins another answer to the same question. One without a word is replaced; words are kept as a version. `None` if
/// an answer is being written, or if the question was deleted.
pub(crate) fn ask_again(state: State, answer: Message) -> Option<RunningAnswer> {
    if state.conversation.is_running_untracked() || !untrack(|| answer.follows_question()) {
        return None;
    }
    let parent = state.conversation.loaded.parent(answer.id);
    if untrack(|| answer.is_blank()) {
        deleting::delete(state, answer.id);
    }
    Some(add_answer(state, parent))
}

/// Begins the rest of an answer. `None` if an answer is being written.
pub(crate) fn ask_for_rest(state: State, answer: Message) -> Option<RunningAnswer> {
    if state.conversation.is_running_untracked() {
        return None;
    }
    answer.state.set(AnswerState::Streaming);
    Some(start(state, state.conversation.loaded.parent(answer.id), answer))
}

fn add_question(state: State, parent: Option<Id>, text: String, attachments: Vec<String>) -> RunningAnswer {
    state.notices.deleted.set(None);
    let open = state.conversation;
    open.record.update(|record| {
        if record.title.is_empty() {
            record.title = title(&text);
        }
    });
    let question = open.loaded.create(parent, Role::User, text, AnswerState::Ended(Ending::Complete));
    question.attachments.set(attachments);
    add_answer(state, Some(question.id))
}

fn add_answer(state: State, parent: Option<Id>) -> RunningAnswer {
    let open = state.conversation;
    let message = open.loaded.create(parent, Role::Assistant, String::new(), AnswerState::Waiting);
    let answer = start(state, parent, message);
    open.show(Some(message.id));
    answer
}

fn start(state: State, parent: Option<Id>, message: Message) -> RunningAnswer {
    let answer = RunningAnswer { conversation: state.conversation.id_untracked(), parent, message };
    state.conversation.running.add(answer);
    answer
}
