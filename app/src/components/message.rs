//! One message.

use super::{Actions, Shape, badge::badge, button_unless, dynamic, nothing, tools::tools, when, words};
use crate::{
    answer::{Ending, Failure, State},
    chat::{Chat, Entry, new_id},
    drawing::Drawing,
    parts,
};
use leptos::{ev, html, prelude::*};
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
        if is_edited.get() {
            return edit(actions, entry);
        }
        view! {
            <article class="question" id=format!("m{}", entry.id) aria-label=texts.you>
                {pictures(entry)} <p dir="auto">{entry.text.get()}</p>
                {tools(actions, entry, NodeRef::new())}
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

/// A question that is being put into other words.
fn edit(actions: Actions, entry: Entry) -> AnyView {
    let texts = actions.chat.texts();
    let textarea = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(textarea) = textarea.get() {
            textarea.set_value(&entry.text.get_untracked());
            super::composer::grow(&textarea);
            let _ = textarea.focus();
        }
    });
    let close = move || {
        actions.ui.editing.set(None);
        actions.composer.focus();
    };
    let send = move || {
        if let Some(textarea) = textarea.get_untracked() {
            let text = textarea.value();
            actions.ui.editing.set(None);
            actions.edit(entry, &text);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                close();
            }
            "Enter" if event.ctrl_key() || event.meta_key() => send(),
            _ => {}
        }
    };
    let is_busy = Signal::derive(move || actions.chat.running().is_some());
    view! {
        <form class="edit">
            <textarea
                node_ref=textarea
                dir="auto"
                aria-label=texts.edited
                on:keydown=on_key
                on:input=move |event| super::composer::grow(&event_target(&event))
            ></textarea>
            <div class="ways">
                {super::button(None, texts.cancel, move |_| close())}
                {button_unless(is_busy, None, texts.save_edit, move |_| send())}
            </div>
        </form>
    }
    .into_any()
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
    let is_busy = Signal::derive(move || (!is_complete.get()).to_string());
    view! {
        <article class="answer" id=format!("m{}", entry.id) aria-label=texts.assistant aria-busy=is_busy>
            {reasoning(actions.chat, entry)} {prose(actions, entry.text, is_complete, drawn)}
            {when(move || entry.state.with(|state| *state == State::Waiting), waiting)} {ending(actions, entry)}
            {when(move || is_complete.get(), move || tools(actions, entry, drawn))} {badge(actions.chat, entry)}
        </article>
    }
    .into_any()
}

/// Words in Markdown, drawn as they come into `container`.
pub(super) fn prose(
    actions: Actions,
    text: RwSignal<String>,
    is_complete: Memo<bool>,
    container: NodeRef<html::Div>,
) -> AnyView {
    let drawn = StoredValue::new_local(Drawing::default());
    let id = new_id();
    actions.load_markdown();
    Effect::new(move |_| {
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

/// How the answer ended, where that needs saying, and what can be done about it.
fn ending(actions: Actions, entry: Entry) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let is_busy = Signal::derive(move || chat.running().is_some());
    dynamic(move || {
        let Some(text) = note(chat, entry) else { return nothing() };
        let (has_failed, can_go_on) = (entry.has_failed(), entry.can_go_on());
        let go_on = can_go_on
            .then(|| button_unless(is_busy, Some(Shape::GoOn), texts.go_on, move |_| actions.go_on(entry)));
        let retry = has_failed
            .then(|| button_unless(is_busy, Some(Shape::Retry), texts.retry, move |_| actions.retry(entry)));
        let report = (has_failed && chat.is_owners()).then(|| {
            view! {
                <a class="quiet" href="/report">
                    {texts.report}
                </a>
            }
        });
        view! {
            <div class="ending" class:failed=has_failed>
                <p>{text}</p>
                <div class="ways">{go_on} {retry} {report}</div>
            </div>
        }
        .into_any()
    })
}

fn note(chat: Chat, entry: Entry) -> Option<String> {
    let texts = chat.texts();
    entry.state.with(|state| match state {
        State::Ended(Ending::Failed(failure)) => Some(failure_text(chat, failure)),
        State::Ended(Ending::Interrupted) => Some(texts.interrupted.to_owned()),
        State::Ended(Ending::Length) => Some(texts.length.to_owned()),
        State::Ended(Ending::Blocked) => Some(texts.blocked.to_owned()),
        State::Ended(Ending::Stopped) => Some(texts.stopped.to_owned()),
        State::Ended(Ending::Complete) if entry.receipt.with(|receipt| receipt.is_rescued) => {
            Some(texts.rescued.to_owned())
        }
        _ => None,
    })
}

fn failure_text(chat: Chat, failure: &Failure) -> String {
    let known = (chat.texts().error)(&failure.code).map(str::to_owned);
    let mut text = known.unwrap_or_else(|| failure.message.clone());
    if let Some(seconds) = failure.retry_after_s {
        text.push_str(&(chat.texts().retry_in)(seconds));
    }
    text
}
