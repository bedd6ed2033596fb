//! The form that edits a question.

use crate::{
    state::{Message, effect},
    texts::with_numbers,
    view::{
        kit::{button::TextButton, textarea::fit_height},
        page::Page,
    },
};
use conversation::prompt::excess;
use leptos::{ev, html, prelude::*};
use web_sys::HtmlTextAreaElement;

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
    let on_input = move |event: ev::Event| {
        let textarea: HtmlTextAreaElement = event_target(&event);
        textarea.set_custom_validity("");
        fit_height(&textarea);
    };
    let cancel = move || {
        editing.set(None);
        page.focus_composer();
    };
    let send = move || {
        if let Some(textarea) = textarea.get_untracked() {
            let text = textarea.value();
            let excess = excess(&text, untrack(|| page.state.room()));
            if excess > 0 {
                textarea.set_custom_validity(&with_numbers(texts.composer.too_long, &[excess]));
                textarea.report_validity();
                return;
            }
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
                on:input=on_input
            ></textarea>
            <div class="ways">
                <TextButton text=texts.message.cancel on_click=move |_| cancel()/>
                <TextButton text=texts.composer.send disabled=is_busy on_click=move |_| send()/>
            </div>
        </form>
    }
}
