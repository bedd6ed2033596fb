//! The bar at the upper edge.

use super::{
    kit::{
        button::{IconButton, TextButton},
        icon::Shape,
        new_chat::NewChatButton,
        show::Show,
        text::text,
    },
    page::Page,
};
use crate::state::{Dialog, effect};
use leptos::prelude::*;

/// The site's name: the title where there is none.
const NAME: &str = "Everchat";

/// The bar; also keeps the document's title up to date.
#[component]
pub(crate) fn Header(page: Page) -> impl IntoView {
    let texts = page.texts();
    let conversation = page.state.conversation;
    let title = Memo::new(move |_| conversation.record.with(|record| record.title.clone()));
    effect(move || {
        title.with(|title| {
            let title = if title.is_empty() { NAME.to_owned() } else { format!("{title} · {NAME}") };
            document().set_title(&title);
        });
    });
    let heading = move || title.with(|title| if title.is_empty() { NAME.to_owned() } else { title.clone() });
    view! {
        <header class="bar" class:beside-list=page.state.layout.sidebar>
            <IconButton
                shape=Shape::Menu
                name=texts.common.chat_list
                on_click=move |_| page.state.layout.toggle_sidebar()
            />
            <h1 class="brand" dir="auto">{text(heading)}</h1>
            <Show when=move || !conversation.messages.with(Vec::is_empty)>
                <TextButton
                    shape=Shape::Share
                    text=texts.common.share
                    on_click=move |_| page.open_dialog(Dialog::Share)
                />
            </Show>
            <NewChatButton page/>
        </header>
    }
}
