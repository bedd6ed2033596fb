//! One chat in the list.

use super::{
    focus::{focus_more, id_of_more},
    long_press::LongPress,
    menu::Menu,
    rename::Rename,
};
use crate::{
    state::{effect, opening},
    texts::SidebarTexts,
    view::{
        kit::{
            icon::{Icon, Shape},
            show::Show,
        },
        page::Page,
    },
};
use conversation::{address::Address, record::ConversationRecord};
use leptos::{ev, prelude::*};

/// The chat's title, or the form that changes it, and the menu of what else can be done.
#[component]
pub(crate) fn Item(page: Page, conversation: ConversationRecord) -> impl IntoView {
    let id = conversation.id;
    let is_open = Memo::new(move |_| page.state.conversation.record.with(|open| open.id == id));
    let is_renaming = RwSignal::new(false);
    let has_menu = Memo::new(move |_| page.state.layout.chat_menu.get() == Some(id));
    let conversation = StoredValue::new(conversation);
    let row = move || view! { <Row page conversation is_open=is_open.into() has_menu=has_menu.into()/> };
    // When the form is gone, the focus goes back.
    let mut was_renaming = false;
    effect(move || {
        if std::mem::replace(&mut was_renaming, is_renaming.get()) && !was_renaming {
            focus_more(id);
        }
    });
    let on_keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && has_menu.get_untracked() {
            // It closes the menu, and nothing else.
            event.stop_propagation();
            page.state.layout.chat_menu.set(None);
            focus_more(id);
        }
    };
    view! {
        <li class:current=move || is_open.get() on:keydown=on_keydown>
            <Show when=move || is_renaming.get() fallback=row>
                <Rename page conversation is_renaming/>
            </Show>
            <Show when=move || has_menu.get() && !is_renaming.get()>
                <Menu page conversation is_renaming/>
            </Show>
        </li>
    }
}

/// The button that opens the chat, and the one that opens its menu; so does a long press on the first.
#[component]
fn Row(
    page: Page,
    conversation: StoredValue<ConversationRecord>,
    /// The chat is the one that is read.
    is_open: Signal<bool>,
    /// Its menu is open.
    has_menu: Signal<bool>,
) -> impl IntoView {
    let texts = SidebarTexts::of(page.language());
    let (id, title) = conversation.with_value(|chat| (chat.id, chat.title.clone()));
    let title = if title.is_empty() { texts.untitled.to_owned() } else { title };
    let menu = page.state.layout.chat_menu;
    let press = LongPress::new(move || menu.set(Some(id)));
    let open = move |event: ev::MouseEvent| {
        // The browser opens it in another tab or window.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        if !press.takes_click() {
            menu.set(None);
            opening::open(page.state, id);
            page.state.layout.close_drawer();
            page.focus_composer();
        }
    };
    view! {
        <div class="item">
            <a
                class="open"
                dir="auto"
                href=Address::Conversation(id).path()
                aria-current=move || is_open.get().then_some("page")
                on:click=open
                on:pointerdown=move |event| press.pointer_down(&event)
                on:pointerup=move |_| press.pointer_end()
                on:pointercancel=move |_| press.pointer_end()
                on:pointerleave=move |_| press.pointer_end()
                on:contextmenu=move |event| press.context_menu(&event)
            >
                {title}
            </a>
            <button
                class="tool"
                id=id_of_more(id)
                aria-label=texts.more
                title=texts.more
                aria-expanded=move || has_menu.get().to_string()
                on:click=move |_| menu.update(|open| *open = (*open != Some(id)).then_some(id))
            >
                <Icon shape=Shape::More/>
            </button>
        </div>
    }
}
