//! A question that is being put into other words.

use super::texts;
use crate::{
    chat::Entry,
    components::{Actions, button, button_unless, effect, grow},
};
use leptos::{ev, html, prelude::*};

/// The form in the question's place.
pub(super) fn edit(actions: Actions, entry: Entry) -> AnyView {
    let texts = texts(actions.chat);
    let textarea = NodeRef::<html::Textarea>::new();
    effect(move || {
        if let Some(textarea) = textarea.get() {
            textarea.set_value(&entry.text.get_untracked());
            grow(&textarea);
            let _ = textarea.focus();
        }
    });
    let close = move || {
        actions.ui.editing.set(None);
        actions.focus_composer();
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
                on:input=move |event| grow(&event_target(&event))
            ></textarea>
            <div class="ways">
                {button(None, texts.cancel, move |_| close())}
                {button_unless(is_busy, None, texts.save_edit, move |_| send())}
            </div>
        </form>
    }
    .into_any()
}
