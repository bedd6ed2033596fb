//! One message.

use super::{Actions, dynamic, effect, nothing, when, words};
use crate::{
    answer::State,
    chat::{Chat, Entry, new_id},
    drawing::Drawing,
    parts,
};
use leptos::{html, prelude::*};
use shared::markdown::Extras;

/// A question or an answer.
pub(super) fn message(actions: Actions, entry: Entry) -> AnyView {
    let chat = actions.chat;
    let left_out = chat.texts().left_out;
    let mark = when(
        move || chat.fits_from.get() == Some(entry.id),
        move || view! { <p class="left-out">{left_out}</p> }.into_any(),
    );
    let message = if entry.is_question() { question(actions, entry) } else { answer(actions, entry) };
    view! {
        {mark}
        {message}
    }
    .into_any()
}

fn question(actions: Actions, entry: Entry) -> AnyView {
    let texts = actions.chat.texts();
    let is_edited = Memo::new(move |_| actions.ui.editing.get() == Some(entry.id));
    dynamic(move || {
        if let Some(later) = actions.later.get().filter(|_| is_edited.get()) {
            return (later.edit)(actions, entry);
        }
        view! {
            <article class="question" id=format!("m{}", entry.id) aria-label=texts.you>
                {pictures(entry)} <p dir="auto">{entry.text.get()}</p>
                {actions.later(move |later| (later.tools)(actions, entry, NodeRef::new()))}
            </article>
        }
        .into_any()
    })
}

fn pictures(entry: Entry) -> AnyView {
    let pictures = entry.pictures.get();
    if pictures.is_empty() {
        return nothing();
    }
    let picture = |picture| view! { <img src=picture alt=""/> };
    view! { <div class="sent-pictures">{pictures.into_iter().map(picture).collect_view()}</div> }.into_any()
}

fn answer(actions: Actions, entry: Entry) -> AnyView {
    let texts = actions.chat.texts();
    let is_complete = Memo::new(move |_| entry.state.with(|state| matches!(state, State::Ended(_))));
    let drawn = NodeRef::<html::Div>::new();
    let waiting = move || {
        view! {
            <p class="waiting">
                <span class="hidden">{texts.waiting}</span>
                <i></i>
                <i></i>
                <i></i>
            </p>
        }
        .into_any()
    };
    let tools = move || actions.later(move |later| (later.tools)(actions, entry, drawn));
    let is_busy = Signal::derive(move || (!is_complete.get()).to_string());
    view! {
        <article class="answer" id=format!("m{}", entry.id) aria-label=texts.assistant aria-busy=is_busy>
            {reasoning(actions.chat, entry)} {prose(actions, entry.text, is_complete, drawn)}
            {when(move || entry.state.with(|state| *state == State::Waiting), waiting)}
            {actions.later(move |later| (later.ending)(actions, entry))} {when(move || is_complete.get(), tools)}
            {actions.later(move |later| (later.badge)(actions, entry))}
        </article>
    }
    .into_any()
}

/// Words in Markdown, drawn as they come into `container`.
pub(crate) fn prose(
    actions: Actions,
    text: RwSignal<String>,
    is_complete: Memo<bool>,
    container: NodeRef<html::Div>,
) -> AnyView {
    let drawn = StoredValue::new_local(Drawing::default());
    let id = new_id();
    actions.load_markdown();
    effect(move || {
        let Some(container) = container.get() else { return };
        let is_complete = is_complete.get();
        let extras = Extras {
            id,
            labels: actions.chat.texts().code,
            highlight: actions.highlight.get(),
            math: actions.math.get(),
        };
        let draw = |text: &String| {
            drawn.try_update_value(|drawn| {
                drawn.update(actions.markdown, &container, text, is_complete, extras)
            })
        };
        let wants = text.with(draw).unwrap_or_default();
        if wants.highlight {
            actions.highlight.load(parts::highlight);
        }
        if wants.math {
            actions.math.load(parts::math);
        }
    });
    view! { <div class="prose" dir="auto" node_ref=container></div> }.into_any()
}

/// What the model thought before it spoke, folded.
fn reasoning(chat: Chat, entry: Entry) -> AnyView {
    let view = move || {
        view! {
            <details class="reasoning">
                <summary>{chat.texts().reasoning}</summary>
                <p>{words(move || entry.reasoning.get())}</p>
            </details>
        }
        .into_any()
    };
    when(move || !entry.reasoning.with(String::is_empty), view)
}
