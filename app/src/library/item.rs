//! One conversation in the list, and what can be done with it.

use super::{press::LongPress, texts, transfer};
use crate::{
    chat::Chat,
    components::{Actions, Icon, Shape, tool},
    record::{ConversationRecord, MessageRecord},
    store::{self, files},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen_futures::spawn_local;

#[component]
pub(super) fn Item(actions: Actions, conversation: ConversationRecord) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let id = conversation.id;
    let title =
        if conversation.title.is_empty() { texts.untitled.to_owned() } else { conversation.title.clone() };
    let is_open = Memo::new(move |_| chat.conversation.with(|open| open.id == id));
    let is_renamed = RwSignal::new(false);
    let has_menu = RwSignal::new(false);
    let press = LongPress::new(move || has_menu.set(true));
    let open = move |_| {
        if press.takes_click() {
            return;
        }
        chat.open(id);
        actions.ui.close_drawer();
        actions.focus_composer();
    };
    let conversation = StoredValue::new(conversation);
    view! {
        <li class:current=move || is_open.get()>
            <Show
                when=move || is_renamed.get()
                fallback={
                    let title = title.clone();
                    move || {
                        view! {
                            <div class="item">
                                <button
                                    class="open"
                                    aria-current=move || is_open.get().then_some("page")
                                    on:click=open
                                    on:pointerdown=move |event| press.down(&event)
                                    on:pointerup=move |_| press.end()
                                    on:pointercancel=move |_| press.end()
                                    on:pointerleave=move |_| press.end()
                                    on:contextmenu=move |event| press.menu(&event)
                                >
                                    {title.clone()}
                                </button>
                                <button
                                    class="tool"
                                    aria-label=texts.more
                                    title=texts.more
                                    aria-expanded=move || has_menu.get().to_string()
                                    on:click=move |_| has_menu.update(|is_open| *is_open = !*is_open)
                                >
                                    <Icon shape=Shape::More/>
                                </button>
                            </div>
                        }
                    }
                }
            >
                <Rename chat conversation is_renamed/>
            </Show>
            <Show when=move || has_menu.get() && !is_renamed.get()>
                <Menu actions conversation is_renamed/>
            </Show>
        </li>
    }
}

#[component]
fn Menu(
    actions: Actions,
    conversation: StoredValue<ConversationRecord>,
    is_renamed: RwSignal<bool>,
) -> impl IntoView {
    let chat = actions.chat;
    let texts = texts(chat);
    let is_pinned = conversation.with_value(|conversation| conversation.is_pinned);
    let pin =
        move |_| change(chat, conversation, |conversation| conversation.is_pinned = !conversation.is_pinned);
    let delete = move |_| chat.delete_conversation(conversation.get_value());
    let export = move |is_json: bool| {
        spawn_local(async move {
            let conversation = conversation.get_value();
            let Ok(tail) = store::tail(conversation.id, None, u32::MAX).await else { return };
            let name = transfer::file_name(&conversation.title);
            if is_json {
                let json = transfer::to_json(std::slice::from_ref(&conversation), &tail.messages);
                files::download(&format!("{name}.json"), "application/json", &json);
            } else {
                let path = path(&conversation, tail.messages);
                let page = chat.texts();
                let letter = transfer::to_markdown(&conversation.title, &path, page.you, page.assistant);
                files::download(&format!("{name}.md"), "text/markdown", &letter);
            }
        });
    };
    view! {
        <div class="menu" role="group" aria-label=texts.more>
            {tool(Shape::Pin, if is_pinned { texts.unpin } else { texts.pin }, pin)}
            {tool(Shape::Edit, texts.rename, move |_| is_renamed.set(true))}
            {tool(Shape::Text, texts.export_markdown, move |_| export(false))}
            {tool(Shape::Download, texts.export_json, move |_| export(true))}
            {tool(Shape::Delete, texts.delete, delete)}
        </div>
    }
}

/// What is read of a conversation, without its other versions.
pub(super) fn path(conversation: &ConversationRecord, messages: Vec<MessageRecord>) -> Vec<MessageRecord> {
    let mut wanted = conversation.leaf.or_else(|| messages.last().map(|message| message.id));
    let mut path = Vec::new();
    for message in messages.into_iter().rev() {
        if Some(message.id) == wanted {
            wanted = message.parent;
            path.push(message);
        }
    }
    path.reverse();
    path
}

/// Changes a conversation here, in the store, and where it is open.
fn change(
    chat: Chat,
    conversation: StoredValue<ConversationRecord>,
    change: impl Fn(&mut ConversationRecord),
) {
    let Some(changed) = conversation.try_update_value(|conversation| {
        change(conversation);
        conversation.clone()
    }) else {
        return;
    };
    if chat.conversation.with_untracked(|open| open.id == changed.id) {
        chat.conversation.update(change);
    }
    chat.put(vec![changed], Vec::new());
}

#[component]
fn Rename(
    chat: Chat,
    conversation: StoredValue<ConversationRecord>,
    is_renamed: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts(chat);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let keep = move || {
        let Some(input) = input.get_untracked() else { return };
        let title = input.value().trim().to_owned();
        is_renamed.set(false);
        if !title.is_empty() {
            change(chat, conversation, |conversation| conversation.title.clone_from(&title));
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            is_renamed.set(false);
        }
    };
    view! {
        <form
            class="rename"
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                keep();
            }
        >
            <input
                node_ref=input
                aria-label=texts.title
                prop:value=conversation.with_value(|conversation| conversation.title.clone())
                on:keydown=on_key
            />
            <button class="tool" type="submit" aria-label=texts.keep title=texts.keep>
                <Icon shape=Shape::Done/>
            </button>
        </form>
    }
}
