//! How an answer ended, where that needs saying, and what can be done about it.

use crate::{
    state::Message,
    texts::Texts,
    view::{
        kit::{button::TextButton, icon::Shape, seconds, show::Show, text::text},
        page::Page,
    },
};
use browser::time;
use conversation::answer::{AnswerState, Ending, Failure, Receipt};
use leptos::prelude::*;
use wire::ErrorCode;

/// A line with buttons under an answer that failed, was cut off or stopped, or that a second provider finished.
#[component]
pub(super) fn EndingNote(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let seconds = RwSignal::new(0);
    let wait_s = move || {
        seconds.track();
        message.retry_wait_s(time::now())
    };
    let has_to_wait = Signal::derive(move || wait_s() > 0);
    seconds::count(seconds, has_to_wait);
    let is_busy =
        Signal::derive(move || has_to_wait.get() || page.state.conversation.running_answer().is_some());
    let note = Memo::new(move |_| note(texts, message, wait_s()));
    view! {
        <Show when=move || note.with(Option::is_some)>
            <div class="ending" class:failed=move || message.has_failed()>
                <p>{text(move || note.get().unwrap_or_default())}</p>
                <div class="ways">
                    <Show when=move || message.can_continue()>
                        <TextButton
                            shape=Shape::Next
                            text=texts.answer.continue_answer
                            disabled=is_busy
                            on_click=move |_| page.exchange.continue_answer(message)
                        />
                    </Show>
                    <Show when=move || message.has_failed() && message.follows_question()>
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

fn note(texts: &Texts, message: Message, wait_s: u32) -> Option<String> {
    let has_no_words = || message.is_blank();
    message.state.with(|state| {
        let AnswerState::Ended(ending) = state else { return None };
        let text = match ending {
            Ending::Failed(failure) => return Some(failure_note(texts, failure, wait_s)),
            Ending::Interrupted => texts.answer.interrupted,
            Ending::Length if has_no_words() => texts.answer.length_without_words,
            Ending::Length => texts.answer.length,
            Ending::Blocked if has_no_words() => (texts.answer.error)(&ErrorCode::ContentFilter)?,
            Ending::Blocked => texts.answer.blocked,
            Ending::Stopped => texts.answer.stopped,
            Ending::Complete if has_no_words() => without_words(texts, message),
            Ending::Complete if message.receipt.with(|receipt| receipt.is_rescued) => texts.answer.rescued,
            Ending::Complete => return None,
        };
        Some(text.to_owned())
    })
}

/// Why a complete answer has no words.
fn without_words(texts: &Texts, message: Message) -> &'static str {
    if message.receipt.with(Receipt::calls_tools) {
        texts.answer.only_tool_call
    } else if message.has_only_reasoning() {
        texts.answer.only_reasoning
    } else {
        texts.answer.no_words
    }
}

fn failure_note(texts: &Texts, failure: &Failure, wait_s: u32) -> String {
    let known = (texts.answer.error)(&failure.code).map(str::to_owned);
    let mut note = known.unwrap_or_else(|| failure.message.clone());
    // The text for the daily budget says when it begins anew, and the hours until then in seconds would help nobody.
    if wait_s > 0 {
        note.push_str(&(texts.answer.retry_in)(wait_s));
    } else if failure.retry_after_s.is_some() && failure.code != ErrorCode::DailyBudget {
        note.push_str(texts.answer.retry_now);
    }
    note
}
