//! Where the visitor writes. It grows with the text; Send and Stop share one place.

use super::{Actions, Icon, Shape, effect, tool, view::Act, when};
use crate::{
    chat::{Chat, Link},
    keys::Press,
    shell::Early,
    store::images,
};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*};
use web_sys::{DataTransfer, HtmlTextAreaElement};

/// The composer's text box, for others to fill and to focus.
#[derive(Clone, Copy)]
pub(crate) struct ComposerHandle {
    chat: Chat,
    textarea: NodeRef<html::Textarea>,
}

impl ComposerHandle {
    pub(crate) fn new(chat: Chat) -> Self {
        Self { chat, textarea: NodeRef::new() }
    }

    /// Shows the draft where it was not typed. The box is not bound to it: writing into it while an input
    /// method is at work would end the composition.
    fn show_draft(self) {
        self.chat.draft.with(|draft| {
            if let Some(textarea) = self.textarea.get()
                && textarea.value() != *draft
            {
                textarea.set_value(draft);
                grow(&textarea);
            }
        });
    }

    pub(crate) fn focus(self) {
        if let Some(textarea) = self.textarea.get_untracked() {
            let _ = textarea.focus();
        }
    }
}

/// Sets the height to the content's; the stylesheet limits it.
pub(crate) fn grow(textarea: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(textarea);
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", textarea.scroll_height()));
}

/// The form at the bottom edge.
pub(super) fn composer(actions: Actions, early: StoredValue<Early>) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let handle = actions.composer;
    let textarea = handle.textarea;
    let just_composed = RwSignal::new(false);

    effect(move || handle.show_draft());
    effect(move || {
        if let Some(textarea) = textarea.get() {
            let early = early.try_update_value(std::mem::take).unwrap_or_default();
            if early.had_focus || !is_touch() {
                handle.focus();
            }
            if let Some((start, end)) = early.selection {
                let _ = textarea.set_selection_range(start, end);
            }
        }
    });
    let on_input = move |event: ev::Event| {
        let typed: HtmlTextAreaElement = event_target(&event);
        chat.draft.set(typed.value());
        // The answer will need it.
        actions.load_markdown();
        grow(&typed);
        chat.keep_draft();
    };
    // Safari sends the key that ended a composition right after it: the same turn, not a later one.
    let on_composition_end = move |_| {
        just_composed.set(true);
        Timeout::new(0, move || just_composed.set(false)).forget();
    };
    let on_key = move |event: ev::KeyboardEvent| press(actions, &event, just_composed.get_untracked());
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        actions.send();
        handle.focus();
    };
    let pick = move |_| actions.with_later(|actions, later| (later.pick_pictures)(actions));
    let is_foreign = Memo::new(move |_| chat.link.get() == Some(Link::Read));
    let go_on = move || {
        let act: Act = Box::new(move |_| {
            chat.take_over();
            handle.focus();
        });
        view! {
            <button class="wide accent" on:click=act>
                {texts.take_over}
            </button>
        }
        .into_any()
    };

    view! {
        {actions.later(move |later| (later.prompts)(actions))} {actions.later(move |later| (later.pictures)(actions))}
        {when(move || is_foreign.get(), go_on)}
        <form
            class="composer"
            hidden=move || is_foreign.get()
            on:submit=on_submit
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event| add_pictures(actions, &event, event.data_transfer().as_ref())
        >
            {tool(Shape::Picture, texts.add_picture, pick)}
            <textarea
                node_ref=textarea
                rows="1"
                dir="auto"
                aria-label=texts.message
                placeholder=texts.placeholder
                autocomplete="off"
                enterkeyhint="send"
                on:input=on_input
                on:keydown=on_key
                on:compositionend=on_composition_end
                on:paste=move |event| add_pictures(actions, &event, event.clipboard_data().as_ref())
            ></textarea>
            {send_or_stop(actions)}
        </form>
    }
    .into_any()
}

/// A key in the text box.
fn press(actions: Actions, event: &ev::KeyboardEvent, just_composed: bool) {
    let chat = actions.chat;
    if actions.later.get_untracked().is_some_and(|later| (later.takes_key)(actions, event)) {
        event.prevent_default();
        return;
    }
    let press = Press {
        is_enter: event.key() == "Enter",
        shift: event.shift_key(),
        command: event.ctrl_key() || event.meta_key(),
        is_composing: event.is_composing(),
        key_code: event.key_code(),
        just_composed,
        is_touch: is_touch(),
    };
    let is_empty = chat.draft.with_untracked(String::is_empty);
    if event.key() == "ArrowUp" && is_empty && !event.is_composing() {
        event.prevent_default();
        actions.edit_last();
    } else if press.sends(chat.settings.with_untracked(|settings| settings.send_key)) {
        event.prevent_default();
        actions.send();
    }
}

/// Pictures that are pasted or dropped go with the message.
fn add_pictures(actions: Actions, event: &ev::Event, transfer: Option<&DataTransfer>) {
    let files = images::pictures(transfer);
    if files.length() > 0 {
        event.prevent_default();
        actions.with_later(|actions, later| (later.add_pictures)(actions, files));
    }
}

/// Send, or Stop in its place while an answer is written: two buttons, since a press on one that became the
/// other in that very moment would do what the other does.
fn send_or_stop(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let is_running = Memo::new(move |_| chat.running().is_some());
    let stop = move || {
        // The second click of a double click on Send is not meant for Stop.
        let stop: Act = Box::new(move |event| {
            if event.detail() < 2 {
                actions.stop();
                actions.focus_composer();
            }
        });
        view! {
            <button class="round" type="button" aria-label=texts.stop on:click=stop>
                <Icon shape=Shape::Stop/>
            </button>
        }
        .into_any()
    };
    let send = move || {
        let is_empty = Signal::derive(move || chat.has_nothing_to_send());
        view! {
            <button class="round accent" type="submit" aria-label=texts.send disabled=is_empty>
                <Icon shape=Shape::Send/>
            </button>
        }
        .into_any()
    };
    view! {
        {when(move || is_running.get(), stop)}
        {when(move || !is_running.get(), send)}
    }
    .into_any()
}

/// Focus would open the keyboard over the page there.
fn is_touch() -> bool {
    let query = window().match_media("(pointer: coarse)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
