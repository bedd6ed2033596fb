//! One message.

use super::{Actions, Icon, Shape, badge::Badge};
use crate::{
    answer::{Ending, Failure, State},
    chat::{Chat, Entry},
    markdown::Drawing,
    parts,
};
use leptos::{html, prelude::*};
use wire::Role;

/// A question or an answer.
#[component]
pub(crate) fn MessageView(actions: Actions, entry: Entry) -> impl IntoView {
    let texts = actions.chat.texts;
    if entry.role == Role::User {
        return view! {
            <article class="question" aria-label=texts.you>
                <p>{entry.text.get_untracked()}</p>
            </article>
        }
        .into_any();
    }
    let is_waiting = Memo::new(move |_| entry.state.with(|state| *state == State::Waiting));
    let is_complete = Memo::new(move |_| entry.state.with(|state| matches!(state, State::Ended(_))));
    view! {
        <article class="answer" aria-label=texts.assistant aria-busy=move || (!is_complete.get()).to_string()>
            <Reasoning chat=actions.chat entry/>
            <Prose actions text=entry.text is_complete/>
            <Show when=move || is_waiting.get()>
                <p class="waiting">
                    <span class="hidden">{texts.waiting}</span>
                    <i></i>
                    <i></i>
                    <i></i>
                </p>
            </Show>
            <EndingNote actions entry/>
            <Badge chat=actions.chat entry/>
        </article>
    }
    .into_any()
}

/// Words in Markdown, drawn as they come.
#[component]
pub(crate) fn Prose(actions: Actions, text: RwSignal<String>, is_complete: Memo<bool>) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let drawn = StoredValue::new_local(Drawing::default());
    actions.markdown.load(parts::markdown);
    Effect::new(move |_| {
        let Some(container) = container.get() else { return };
        let is_complete = is_complete.get();
        let draw = |text: &String| {
            drawn.update_value(|drawn| drawn.update(actions.markdown, &container, text, is_complete));
        };
        text.with(draw);
    });
    view! { <div class="prose" node_ref=container></div> }
}

/// What the model thought before it spoke, folded.
#[component]
fn Reasoning(chat: Chat, entry: Entry) -> impl IntoView {
    let has_any = Memo::new(move |_| !entry.reasoning.with(String::is_empty));
    view! {
        <Show when=move || has_any.get()>
            <details class="reasoning">
                <summary>{chat.texts.reasoning}</summary>
                <p>{move || entry.reasoning.get()}</p>
            </details>
        </Show>
    }
}

/// How the answer ended, where that needs saying, and what can be done about it.
#[component]
fn EndingNote(actions: Actions, entry: Entry) -> impl IntoView {
    let chat = actions.chat;
    let note = move || {
        entry.state.with(|state| match state {
            State::Ended(Ending::Failed(failure)) => Some(failure_text(chat, failure)),
            State::Ended(Ending::Interrupted) => Some(chat.texts.interrupted.to_owned()),
            State::Ended(Ending::Length) => Some(chat.texts.length.to_owned()),
            State::Ended(Ending::Blocked) => Some(chat.texts.blocked.to_owned()),
            State::Ended(Ending::Stopped) => Some(chat.texts.stopped.to_owned()),
            State::Ended(Ending::Complete) if entry.receipt.with(|receipt| receipt.is_rescued) => {
                Some(chat.texts.rescued.to_owned())
            }
            _ => None,
        })
    };
    move || {
        note().map(|text| {
            let (can_retry, can_go_on) = (entry.can_retry(), entry.can_go_on());
            let go_on = move || actions.go_on(entry);
            let retry = move || actions.retry(entry);
            let report = (can_retry && chat.is_owners()).then(|| {
                view! {
                    <a class="quiet" href="/report">
                        {chat.texts.report}
                    </a>
                }
            });
            view! {
                <div class="ending" class:failed=can_retry>
                    <p>{text}</p>
                    <div class="ways">
                        {can_go_on.then(|| way(chat, Shape::GoOn, chat.texts.go_on, go_on))}
                        {can_retry.then(|| way(chat, Shape::Retry, chat.texts.retry, retry))} {report}
                    </div>
                </div>
            }
        })
    }
}

/// What can be done about an ending, once no other answer is being written.
fn way(chat: Chat, shape: Shape, text: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="quiet" disabled=move || chat.running.get().is_some() on:click=move |_| act()>
            <Icon shape/>
            <span>{text}</span>
        </button>
    }
}

fn failure_text(chat: Chat, failure: &Failure) -> String {
    let known = (chat.texts.error)(&failure.code).map(str::to_owned);
    let mut text = known.unwrap_or_else(|| failure.message.clone());
    if let Some(seconds) = failure.retry_after_s {
        text.push_str(&(chat.texts.retry_in)(seconds));
    }
    text
}
