//! What is in the sidebar: a new chat, the chats, and the buttons that open dialogs.

use super::chat_list::ChatList;
use crate::{
    state::Dialog,
    texts::SidebarTexts,
    view::{
        kit::{
            button::{IconButton, TextButton},
            icon::Shape,
            new_chat::NewChatButton,
        },
        page::Page,
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// What is no press elsewhere: the chat with the open menu, and the buttons that open others.
const MENU: &str = "li:has(.menu), .item .tool";

/// The part of the page that loads when the sidebar is first opened.
pub(crate) fn sidebar_content(page: Page) -> AnyView {
    // A press elsewhere closes a chat's menu. It is heard when it has been done: the rows must not move under it.
    let listener = window_event_listener(ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_outside = |target: Element| target.closest(MENU).is_ok_and(|menu| menu.is_none());
        if target.is_some_and(is_outside) {
            page.state.layout.chat_menu.set(None);
        }
    });
    on_cleanup(move || listener.remove());
    let (common, texts) = (&page.texts().common, SidebarTexts::of(page.language()));
    view! {
        <div class="top">
            <NewChatButton page/>
            <IconButton shape=Shape::Close name=texts.close on_click=move |_| page.close_sidebar()/>
        </div>
        <ChatList page/>
        <div class="bottom">
            <TextButton
                shape=Shape::Settings
                text=common.settings
                on_click=move |_| page.open_dialog(Dialog::Settings)
            />
        </div>
    }
    .into_any()
}
