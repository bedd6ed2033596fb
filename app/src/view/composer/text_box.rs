//! The text box of the composer. It grows with its text.

use super::prompt_menu::{self, Prompts};
use crate::{
    state::effect,
    view::{
        kit::{
            attaching::paste,
            textarea::{fit_height, follow_text},
            writing::Writing,
        },
        page::Page,
        shell::EarlyInput,
    },
};
use browser::media;
use conversation::keys::KeyPress;
use gloo_timers::callback::Timeout;
use leptos::{ev, prelude::*};
use web_sys::HtmlTextAreaElement;

/// The text box. It takes over what was typed before the program started.
#[component]
pub(super) fn TextBox(page: Page, early: StoredValue<EarlyInput>, prompts: Prompts) -> impl IntoView {
    let texts = &page.texts().composer;
    let draft = page.state.draft;
    let just_composed = StoredValue::new(false);

    follow_text(page.composer, draft.text);
    effect(move || {
        if let Some(textarea) = page.composer.get() {
            let early = early.try_update_value(std::mem::take).unwrap_or_default();
            // On a touch screen the focus opens the keyboard, which covers half of the page.
            if early.had_focus || !media::is_touch() {
                page.focus_composer();
            }
            if let Some((start, end)) = early.selection {
                let _ = textarea.set_selection_range(start, end);
            }
        }
    });
    let on_input = move |event: ev::Event| {
        let textarea: HtmlTextAreaElement = event_target(&event);
        let text = textarea.value();
        prompt_menu::on_input(page, &text);
        draft.text.set(text);
        fit_height(&textarea);
        draft.save();
    };
    // Safari sends the key that ended a composition right after the composition's end, in the same turn of the event
    // loop.
    let on_composition_end = move |_| {
        just_composed.set_value(true);
        Timeout::new(0, move || {
            just_composed.try_set_value(false);
        })
        .forget();
    };

    view! {
        <textarea
            node_ref=page.composer
            rows="1"
            dir="auto"
            aria-label=texts.message
            placeholder=texts.placeholder
            aria-activedescendant=move || prompt_menu::selected_item(page, prompts)
            autocomplete="off"
            enterkeyhint="send"
            on:input=on_input
            on:keydown=move |event| on_key(page, prompts, &event, just_composed.get_value())
            on:compositionend=on_composition_end
            on:paste=move |event| paste(Writing::new_message(page), &event)
            // A press elsewhere closes the menu of prompts.
            on:blur=move |_| page.state.layout.is_prompt_menu_closed.set(true)
        ></textarea>
    }
}

/// A key: for the menu of saved prompts, to edit the last question, to send, or else for the text.
fn on_key(page: Page, prompts: Prompts, event: &ev::KeyboardEvent, just_composed: bool) {
    if prompt_menu::on_key(page, prompts, event) {
        return event.prevent_default();
    }
    let press = KeyPress {
        is_enter: event.key() == "Enter",
        shift: event.shift_key(),
        command: event.ctrl_key() || event.meta_key(),
        is_composing: event.is_composing(),
        key_code: event.key_code(),
        just_composed,
        is_touch: media::is_touch(),
    };
    let is_empty = page.state.draft.text.with_untracked(String::is_empty);
    if event.key() == "ArrowUp" && is_empty && !event.is_composing() {
        event.prevent_default();
        page.edit_last_question();
    } else if press.sends(page.state.settings.with_untracked(|settings| settings.send_key)) {
        event.prevent_default();
        page.exchange.send();
    }
}
