//! Copying a message: a button, and for answers a menu of the ways.

use crate::{
    state::Message,
    view::{
        kit::{
            icon::{Icon, Shape},
            popup::{Popup, PopupState},
        },
        page::Page,
    },
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// Copies a message as Markdown; a menu beside the button has the other ways for an answer. `prose` is the element with
/// its rendered text. The button says that something was copied until the focus goes elsewhere.
#[component]
pub(super) fn CopyMessage(page: Page, message: Message, prose: NodeRef<html::Div>) -> impl IntoView {
    let texts = page.texts();
    let is_copied = RwSignal::new(false);
    let done = move |copied| {
        is_copied.try_set(copied);
    };
    let copy_markdown = move || page.copy(message.text.get_untracked(), done);
    let label = move || if is_copied.get() { texts.common.copied } else { texts.message.copy };
    let element = NodeRef::<html::Div>::new();
    let on_focusout = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        if !element.get_untracked().is_some_and(|element| element.contains(next.as_ref())) {
            is_copied.set(false);
        }
    };
    let ways = (!message.is_question()).then(|| view! { <CopyMenu page prose copy_markdown done/> });
    view! {
        <div class="copy" node_ref=element on:focusout=on_focusout>
            <button
                class="tool"
                type="button"
                data-copy="markdown"
                aria-label=label
                title=label
                on:click=move |_| copy_markdown()
            >
                {move || view! { <Icon shape=if is_copied.get() { Shape::Check } else { Shape::Copy }/> }}
            </button>
            {ways}
        </div>
    }
}

/// The ways to copy an answer.
#[component]
fn CopyMenu(
    page: Page,
    prose: NodeRef<html::Div>,
    copy_markdown: impl Fn() + Copy + Send + Sync + 'static,
    done: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let texts = &page.texts().message;
    let popup = PopupState::new();
    let copy_text = move || {
        if let Some(prose) = prose.get_untracked() {
            page.copy(plain_text(&prose), done);
        }
    };
    let copy_formatted = move || {
        if let Some(prose) = prose.get_untracked() {
            page.copy_formatted(formatted(&prose), plain_text(&prose), done);
        }
    };
    let item = move |text: &'static str, copy: UnsyncCallback<()>| {
        let choose = move |_| {
            // Then a dialog that has the visitor copy by hand gives the focus back to the button.
            popup.close();
            copy.run(());
        };
        view! {
            <button class="choice" type="button" role="menuitem" on:click=choose>
                {text}
            </button>
        }
    };
    view! {
        <button
            class="tool"
            type="button"
            aria-haspopup="menu"
            aria-expanded=move || popup.is_open.get().to_string()
            aria-label=texts.copy_as
            title=texts.copy_as
            node_ref=popup.opener
            on:click=move |_| popup.toggle()
        >
            <Icon shape=Shape::Open/>
        </button>
        <Popup state=popup>
            <div role="menu" aria-label=texts.copy_as>
                {item(texts.copy_markdown, UnsyncCallback::new(move |()| copy_markdown()))}
                {item(texts.copy_text, UnsyncCallback::new(move |()| copy_text()))}
                {item(texts.copy_formatted, UnsyncCallback::new(move |()| copy_formatted()))}
            </div>
        </Popup>
    }
}

/// The rendered text as it is read, without the buttons in it.
fn plain_text(prose: &HtmlElement) -> String {
    let _ = prose.class_list().add_1("as-text");
    let text = prose.inner_text();
    let _ = prose.class_list().remove_1("as-text");
    text
}

/// The blocks of the rendered text as HTML, without the bars of code blocks.
fn formatted(prose: &HtmlElement) -> String {
    let Ok(copy) = prose.clone_node_with_deep(true) else { return String::new() };
    let Ok(copy) = copy.dyn_into::<HtmlElement>() else { return String::new() };
    if let Ok(bars) = copy.query_selector_all("figcaption") {
        for bar in (0..bars.length()).filter_map(|at| bars.item(at)) {
            if let Some(block) = bar.parent_node() {
                let _ = block.remove_child(&bar);
            }
        }
    }
    let Ok(groups) = copy.query_selector_all(":scope > div > div") else { return String::new() };
    let group = |at| groups.item(at)?.dyn_into::<HtmlElement>().ok();
    let blocks: String = (0..groups.length()).filter_map(group).map(|group| group.inner_html()).collect();
    // Where the text is shown as it is, there are none.
    if blocks.is_empty() { copy.inner_html() } else { blocks }
}
