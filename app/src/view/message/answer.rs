//! An answer: what the model thought, its words, how it ended, what can be done with it, and who was asked.

use super::{actions::MessageActions, attempts::Attempts, ending::EndingNote, prose::Prose};
use crate::{
    state::Message,
    view::{
        kit::{seconds, show::Show, text::text},
        page::Page,
    },
};
use conversation::{answer::AnswerState, thought};
use leptos::{html, prelude::*};

/// An answer, while it comes and afterwards.
#[component]
pub(super) fn Answer(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let is_complete = Memo::new(move |_| message.state.with(|state| matches!(state, AnswerState::Ended(_))));
    let prose = NodeRef::<html::Div>::new();
    view! {
        <article
            class="answer"
            id=format!("m{}", message.id)
            aria-label=texts.message.assistant
            aria-busy=move || (!is_complete.get()).to_string()
        >
            <Reasoning page message/>
            <Prose page text=message.text is_complete container=prose/>
            <Show when=move || message.state.with(|state| *state == AnswerState::Waiting)>
                <p class="waiting">
                    <span class="hidden">{texts.message.waiting}</span>
                    <i></i>
                    <i></i>
                    <i></i>
                </p>
            </Show>
            <EndingNote page message/>
            <div class="answer-foot">
                <Show when=move || is_complete.get()>
                    <MessageActions page message prose/>
                </Show>
                <Attempts page message/>
            </div>
        </article>
    }
}

/// What the model thinks before it answers, folded. While it thinks, the line has the seconds and what it thinks just now.
#[component]
fn Reasoning(page: Page, message: Message) -> impl IntoView {
    let texts = &page.texts().message;
    let thought_ms = move || message.receipt.with(|receipt| receipt.thought_ms);
    let is_thinking = Signal::derive(move || message.is_thinking());
    let seconds = RwSignal::new(untrack(thought_ms).unwrap_or_default() / 1000);
    seconds::count(seconds, is_thinking);
    let line = move || match thought_ms() {
        _ if is_thinking.get() => {
            let latest = message.reasoning.with(|reasoning| thought::latest(reasoning));
            // The thought has a direction of its own.
            (texts.thinking)(seconds.get()) + "\u{a0}· \u{2068}" + &latest
        }
        Some(ms) => (texts.thought)(1.max((ms + 500) / 1000)),
        None => texts.reasoning.to_owned(),
    };
    view! {
        <Show when=move || !message.reasoning.with(String::is_empty)>
            <details class="reasoning">
                <summary>
                    <span>{text(line)}</span>
                </summary>
                <p dir="auto">{message.reasoning}</p>
            </details>
        </Show>
    }
}
