//! The button that begins a conversation.

use super::icon::{Icon, Shape};
use crate::view::page::Page;
use leptos::prelude::*;

/// The button. On a narrow screen the one in the bar shows its icon only.
#[component]
pub(crate) fn NewChatButton(page: Page) -> impl IntoView {
    view! {
        <button class="quiet new-chat" on:click=move |_| page.new_chat()>
            <Icon shape=Shape::NewChat/>
            <span>{page.texts().common.new_chat}</span>
        </button>
    }
}
