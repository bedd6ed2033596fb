//! How an answer ended, where that needs saying, and what can be done about it.

use crate::{
    state::Message,
    texts::Texts,
    view::{
        kit::{button::TextButton, icon::Shape, show::Show},
        page::Page,
    },
};
use conversation::answer::{AnswerState, Ending, Failure};
use leptos::prelude::*;
use wire::ErrorCode;

/// A line with buttons under an answer that failed, was cut off or stopped, or that a second provider finished.
#[component]
pub(super) fn EndingNote(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let is_busy = Signal::derive(move || page.state.conversation.running_answer().is_some());
    let note = Memo::new(move |_| note(texts, message));
    view! {
        <Show when=move || note.with(Option::is_some)>
            <div class="ending" class:failed=move || message.has_failed()>
                <p>{move || note.get()}</p>
                <div class="ways">
                    <Show when=move || message.can_continue()>
                        <TextButton
                            shape=Shape::Next
                            text=texts.answer.continue_answer
                            disabled=is_busy
                            on_click=move |_| page.exchange.continue_answer(message)
                        />
                    </Show>
                    <Show when=move || message.has_failed()>
                        <TextButton
                            shape=Shape::Retry
                            text=texts.answer.retry
                            disabled=is_busy
                            on_click=move |_| page.exchange.retry(message)
                        />
                    </Show>
                    <Show when=move || message.has_failed() && page.state.is_owner()>
                        <a class="quiet" href="/report">
                            {texts.common.report}
                        </a>
                    </Show>
                </div>
            </div>
        </Show>
    }
}

fn note(texts: &Texts, message: Message) -> Option<String> {
    let is_empty = message.text.with(String::is_empty);
    message.state.with(|state| {
        let AnswerState::Ended(ending) = state else { return None };
        let text = match ending {
            Ending::Failed(failure) => return Some(failure_note(texts, failure)),
            Ending::Interrupted => texts.answer.interrupted,
            Ending::Length if is_empty => texts.answer.length_without_words,
            Ending::Length => texts.answer.length,
            Ending::Blocked => texts.answer.blocked,
            Ending::Stopped => texts.answer.stopped,
            Ending::Complete if is_empty => texts.answer.no_words,
            Ending::Complete if message.receipt.with(|receipt| receipt.is_rescued) => texts.answer.rescued,
            Ending::Complete => return None,
        };
        Some(text.to_owned())
    })
}

fn failure_note(texts: &Texts, failure: &Failure) -> String {
    let known = (texts.answer.error)(&failure.code).map(str::to_owned);
    let mut note = known.unwrap_or_else(|| failure.message.clone());
    // The text for the daily budget says when it begins anew, and the hours until then in seconds would help nobody.
    if let Some(seconds) = failure.retry_after_s.filter(|_| failure.code != ErrorCode::DailyBudget) {
        note.push_str(&(texts.answer.retry_in)(seconds));
    }
    note
}
