//! What can be done with a message, under it.

use super::texts;
use crate::{
    chat::{Chat, Entry},
    components::{Act, Actions, Icon, Shape, dynamic, nothing, tool_unless},
};
use leptos::{ev, html, prelude::*};
use shared::clipboard;
use wasm_bindgen_futures::spawn_local;

/// The row of small buttons. `drawn` is where the words are drawn, to copy them as they are read.
pub(super) fn tools(actions: Actions, entry: Entry, drawn: NodeRef<html::Div>) -> AnyView {
    let chat = actions.chat;
    let texts = texts(chat);
    let is_busy = Signal::derive(move || chat.running().is_some());
    let as_markdown = move || entry.text.get_untracked();
    let as_text = move || drawn.get_untracked().map_or_else(as_markdown, |drawn| as_read(&drawn));
    let act = |shape, name, act: Box<dyn FnMut(ev::MouseEvent)>| tool_unless(is_busy, shape, name, act);
    let delete = move |_| {
        chat.delete(entry);
        actions.focus_composer();
    };
    let edit = move |_| actions.ui.editing.set(Some(entry.id));
    let retry = move |_| actions.retry(entry);
    let own = if entry.is_question() {
        act(Shape::Edit, texts.edit, Box::new(edit))
    } else {
        view! {
            {copy_button(chat, "text", Shape::Text, texts.copy_text, Box::new(as_text))}
            {act(Shape::Retry, texts.regenerate, Box::new(retry))}
        }
        .into_any()
    };
    view! {
        <div class="tools">
            {versions(chat, entry)} {copy_button(chat, "markdown", Shape::Copy, texts.copy_markdown, Box::new(as_markdown))}
            {own} {act(Shape::Delete, texts.delete, Box::new(delete))}
        </div>
    }
    .into_any()
}

/// The words as they are read, without the buttons among them.
fn as_read(drawn: &web_sys::HtmlElement) -> String {
    let _ = drawn.class_list().add_1("as-text");
    let text = drawn.inner_text();
    let _ = drawn.class_list().remove_1("as-text");
    text
}

/// `‹ 2/3 ›`, where there is more than one version.
fn versions(chat: Chat, entry: Entry) -> AnyView {
    let texts = texts(chat);
    dynamic(move || {
        let (version, of) = entry.version.get();
        if of < 2 {
            return nothing();
        }
        let (first, last) = (Signal::stored(version == 0), Signal::stored(version + 1 == of));
        view! {
            <span class="versions" role="group" aria-label=(texts.version)(version + 1, of)>
                {tool_unless(first, Shape::Back, texts.older_version, move |_| chat.switch(entry, -1))}
                <span aria-hidden="true">{format!("{}/{of}", version + 1)}</span>
                {tool_unless(last, Shape::GoOn, texts.newer_version, move |_| chat.switch(entry, 1))}
            </span>
        }
        .into_any()
    })
}

/// Copies, and says so.
fn copy_button(
    chat: Chat,
    kind: &'static str,
    shape: Shape,
    name: &'static str,
    text: Box<dyn Fn() -> String>,
) -> AnyView {
    let is_copied = RwSignal::new(false);
    let copy: Act = Box::new(move |_| {
        let text = text();
        spawn_local(async move { is_copied.set(clipboard::copy(&text).await) });
    });
    let done = texts(chat).copied;
    let said = Signal::derive(move || if is_copied.get() { done } else { name });
    let icon = move || {
        let shape = if is_copied.get() { Shape::Done } else { shape };
        view! { <Icon shape/> }.into_any()
    };
    view! {
        <button
            class="tool"
            type="button"
            data-copy=kind
            aria-label=said
            title=said
            on:click=copy
            on:blur=move |_| is_copied.set(false)
        >
            {dynamic(icon)}
        </button>
    }
    .into_any()
}
