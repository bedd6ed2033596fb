//! What is in the sidebar: a heading, the chats, and the buttons that open dialogs.

use super::chat_list::ChatList;
use crate::{
    state::Dialog,
    texts::SidebarTexts,
    view::{
        kit::{
            button::{IconButton, TextButton},
            icon::Shape,
        },
        page::Page,
    },
};
use leptos::prelude::*;

/// The part of the page that loads when the sidebar is first opened.
pub(crate) fn sidebar_content(page: Page) -> AnyView {
    let (common, texts) = (&page.texts().common, SidebarTexts::of(page.language()));
    view! {
        <div class="top">
            <h2>{texts.chats}</h2>
            <IconButton shape=Shape::Close name=texts.close on_click=move |_| page.close_sidebar()/>
        </div>
        <ChatList page/>
        <div class="bottom">
            <TextButton
                shape=Shape::Settings
                text=common.settings
                on_click=move |_| page.open_dialog(Dialog::Settings)
            />
            <TextButton
                shape=Shape::Text
                text=common.shortcuts
                on_click=move |_| page.open_dialog(Dialog::Shortcuts)
            />
        </div>
    }
    .into_any()
}
