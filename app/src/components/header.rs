//! The bar at the top edge.

use super::{Actions, Icon, Shape, effect, tool, view::Act, when, words};
use crate::ui::Panel;
use leptos::prelude::*;

pub(super) fn header(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let title = Memo::new(move |_| chat.conversation.with(|conversation| conversation.title.clone()));
    effect(move || {
        let title = title.get();
        document().set_title(&if title.is_empty() {
            "Everchat".to_owned()
        } else {
            format!("{title} · Everchat")
        });
    });
    let heading =
        move || title.with(|title| if title.is_empty() { "Everchat".to_owned() } else { title.clone() });
    let share = move || tool(Shape::Share, texts.share, move |_| actions.open(Panel::Share));
    let new_chat: Act = Box::new(move |_| actions.new_chat());
    view! {
        <header class="bar">
            {tool(Shape::Menu, texts.chats, move |_| actions.ui.toggle_sidebar())}
            <h1 class="brand">{words(heading)}</h1>
            {when(move || !chat.entries.with(Vec::is_empty), share)}
            <button class="quiet new-chat" on:click=new_chat>
                <Icon shape=Shape::NewChat/>
                <span>{texts.new_chat}</span>
            </button>
        </header>
    }
    .into_any()
}
