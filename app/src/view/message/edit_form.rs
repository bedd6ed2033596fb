//! The form that edits a question.

use crate::{
    state::{Message, asking, effect},
    view::{
        kit::{
            attaching::paste,
            attachments::attachments,
            button::TextButton,
            fault::Fault,
            textarea::{fit_height, follow_text},
            writing::Writing,
        },
        page::Page,
    },
};
use leptos::{ev, html, prelude::*};
use web_sys::HtmlTextAreaElement;

/// The form in the question's place. Ctrl or Cmd with Enter sends, Escape cancels.
#[component]
pub(super) fn EditForm(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let editing = page.state.layout.editing;
    let textarea = NodeRef::<html::Textarea>::new();
    let writing = Writing::edited(page, textarea);
    let draft = writing.draft;
    draft.text.set(message.text.get_untracked());
    draft.attachments.set(message.attachments.get_untracked());
    draft.attachment_error.set(None);
    follow_text(textarea, draft.text);
    effect(move || {
        textarea.track();
        writing.focus();
    });
    let on_input = move |event: ev::Event| {
        let textarea: HtmlTextAreaElement = event_target(&event);
        draft.text.set(textarea.value());
        fit_height(&textarea);
    };
    let cancel = move || {
        editing.set(None);
        page.focus_composer();
    };
    let can_send =
        move || asking::is_askable(page.state, draft) && page.state.conversation.running_answer().is_none();
    let send = move || {
        if untrack(can_send) {
            editing.set(None);
            page.exchange.edit(message);
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
    view! {
        <form class="edit">
            <textarea
                node_ref=textarea
                dir="auto"
                aria-label=texts.message.edited_message
                on:keydown=on_key
                on:input=on_input
                on:paste=move |event| paste(writing, &event)
            ></textarea>
            <Fault writing/>
            {attachments(page, draft.attachments, Some(writing))}
            <div class="ways">
                <TextButton text=texts.message.cancel on_click=move |_| cancel()/>
                <TextButton
                    text=texts.composer.send
                    disabled=Signal::derive(move || !can_send())
                    on_click=move |_| send()
                />
            </div>
        </form>
    }
}
