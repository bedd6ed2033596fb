//! Where the visitor writes. It grows with the text; Send and Stop share one place.

use super::{Actions, Icon, Shape};
use crate::{chat::Chat, keys::Press, parts};
use gloo_timers::callback::Timeout;
use leptos::{ev, html, prelude::*};
use web_sys::HtmlTextAreaElement;

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

    /// Shows the draft. The box is not bound to it: writing into it while an input method is at
    /// work would end the composition.
    pub(crate) fn show_draft(self) {
        if let Some(textarea) = self.textarea.get_untracked() {
            self.chat.draft.with_untracked(|draft| textarea.set_value(draft));
            grow(&textarea);
        }
    }

    pub(crate) fn focus(self) {
        if let Some(textarea) = self.textarea.get_untracked() {
            let _ = textarea.focus();
        }
    }
}

/// Sets the height to the content's; the stylesheet limits it.
fn grow(textarea: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(textarea);
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", textarea.scroll_height()));
}

/// The form at the bottom edge.
#[component]
pub(crate) fn Composer(actions: Actions, had_focus: bool) -> impl IntoView {
    let chat = actions.chat;
    let handle = actions.composer;
    let textarea = handle.textarea;
    let just_composed = RwSignal::new(false);

    Effect::new(move |_| {
        if textarea.get().is_some() {
            handle.show_draft();
            if had_focus || !is_touch() {
                handle.focus();
            }
        }
    });
    let on_input = move |event: ev::Event| {
        let typed: HtmlTextAreaElement = event_target(&event);
        chat.draft.set(typed.value());
        // The answer will need it.
        actions.markdown.load(parts::markdown);
        grow(&typed);
        chat.save();
    };
    // Safari sends the key that ended a composition right after it: the same turn, not a later one.
    let on_composition_end = move |_| {
        just_composed.set(true);
        Timeout::new(0, move || just_composed.set(false)).forget();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let press = Press {
            is_enter: event.key() == "Enter",
            shift: event.shift_key(),
            is_composing: event.is_composing(),
            key_code: event.key_code(),
            just_composed: just_composed.get_untracked(),
        };
        if press.sends() {
            event.prevent_default();
            actions.send();
        }
    };
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        actions.send();
        handle.focus();
    };
    // The second click of a double click on Send is not meant for Stop.
    let on_stop = move |event: ev::MouseEvent| {
        if event.detail() < 2 {
            actions.stop();
            handle.focus();
        }
    };
    let is_empty = move || chat.draft.with(|draft| draft.trim().is_empty());

    view! {
        <form class="composer" on:submit=on_submit>
            <textarea
                node_ref=textarea
                rows="1"
                aria-label=chat.texts.message
                placeholder=chat.texts.placeholder
                autocomplete="off"
                enterkeyhint="send"
                on:input=on_input
                on:keydown=on_key
                on:compositionend=on_composition_end
            ></textarea>
            <Show
                when=move || chat.running.get().is_some()
                fallback=move || {
                    view! {
                        <button class="round accent" type="submit" aria-label=chat.texts.send disabled=is_empty>
                            <Icon shape=Shape::Send/>
                        </button>
                    }
                }
            >
                <button class="round" type="button" aria-label=chat.texts.stop on:click=on_stop>
                    <Icon shape=Shape::Stop/>
                </button>
            </Show>
        </form>
    }
}

/// Focus would open the keyboard over the page there.
fn is_touch() -> bool {
    let query = window().match_media("(pointer: coarse)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
