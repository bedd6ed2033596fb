//! What can be done with a message: a row of small buttons under it.

use super::versions::Versions;
use crate::{
    state::{Message, deleting},
    view::{
        kit::{
            button::IconButton,
            icon::{Icon, Shape},
        },
        page::Page,
    },
};
use leptos::{html, prelude::*};
use web_sys::HtmlElement;

/// The buttons. `prose` is the element with an answer's rendered text, to copy it as it is read.
#[component]
pub(super) fn MessageActions(
    page: Page,
    message: Message,
    #[prop(optional)] prose: NodeRef<html::Div>,
) -> impl IntoView {
    let texts = page.texts();
    let is_busy = Signal::derive(move || page.state.conversation.running_answer().is_some());
    let markdown = move || message.text.get_untracked();
    let plain_text = move || prose.get_untracked().map_or_else(markdown, |prose| plain_text(&prose));
    let delete = move |_| {
        deleting::delete_message(page.state, message);
        page.focus_composer();
    };
    let own = if message.is_question() {
        let edit = move |_| page.state.layout.editing.set(Some(message.id));
        view! { <IconButton shape=Shape::Edit name=texts.message.edit disabled=is_busy on_click=edit/> }
            .into_any()
    } else {
        let retry = move |_| page.exchange.retry(message);
        view! {
            <CopyIconButton page kind="text" shape=Shape::Text name=texts.message.copy_text text=plain_text/>
            <IconButton shape=Shape::Retry name=texts.message.regenerate disabled=is_busy on_click=retry/>
        }
        .into_any()
    };
    view! {
        <div class="tools">
            <Versions page message/>
            <CopyIconButton page kind="markdown" shape=Shape::Copy name=texts.message.copy_markdown text=markdown/>
            {own}
            <IconButton shape=Shape::Delete name=texts.common.delete disabled=is_busy on_click=delete/>
        </div>
    }
}

/// The rendered text as it is read, without the buttons in it.
fn plain_text(prose: &HtmlElement) -> String {
    let _ = prose.class_list().add_1("as-text");
    let text = prose.inner_text();
    let _ = prose.class_list().remove_1("as-text");
    text
}

/// Copies a text; says so until it loses the focus.
#[component]
fn CopyIconButton(
    page: Page,
    /// The value of `data-copy`.
    kind: &'static str,
    shape: Shape,
    name: &'static str,
    text: impl Fn() -> String + 'static,
) -> impl IntoView {
    let copied = page.texts().common.copied;
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        page.copy(text(), move |copied| {
            is_copied.try_set(copied);
        });
    };
    let label = move || if is_copied.get() { copied } else { name };
    view! {
        <button
            class="tool"
            type="button"
            data-copy=kind
            aria-label=label
            title=label
            on:click=copy
            on:blur=move |_| is_copied.set(false)
        >
            {move || view! { <Icon shape=if is_copied.get() { Shape::Check } else { shape }/> }}
        </button>
    }
}
