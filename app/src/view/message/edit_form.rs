//! The form that edits a question.

use crate::{
    state::{Message, effect},
    view::{
        kit::{button::TextButton, textarea::fit_height},
        page::Page,
    },
};
use leptos::{ev, html, prelude::*};

/// The form in the question's place. Ctrl or Cmd with Enter sends, Escape cancels.
#[component]
pub(super) fn EditForm(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let editing = page.state.layout.editing;
    let textarea = NodeRef::<html::Textarea>::new();
    effect(move || {
        if let Some(textarea) = textarea.get() {
            textarea.set_value(&message.text.get_untracked());
            fit_height(&textarea);
            let _ = textarea.focus();
        }
    });
    let cancel = move || {
        editing.set(None);
        page.focus_composer();
    };
    let send = move || {
        if let Some(textarea) = textarea.get_untracked() {
            let text = textarea.value();
            editing.set(None);
            page.exchange.edit(message, &text);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.stop_propagation();
                cancel();
            }
            "Enter" if event.ctrl_key() || event.meta_key() => send(),
            _ => {}
        }
    };
    let is_busy = Signal::derive(move || page.state.conversation.running_answer().is_some());
    view! {
        <form class="edit">
            <textarea
                node_ref=textarea
                dir="auto"
                aria-label=texts.message.edited_message
                on:keydown=on_key
                on:input=move |event| fit_height(&event_target(&event))
            ></textarea>
            <div class="ways">
                <TextButton text=texts.message.cancel on_click=move |_| cancel()/>
                <TextButton text=texts.message.send_edited disabled=is_busy on_click=move |_| send()/>
            </div>
        </form>
    }
}
