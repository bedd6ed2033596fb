//! The list of conversations, beside the conversation or, on a narrow screen, over it.

use super::{Actions, Shape, button, dynamic, tool, view::Act, when};
use crate::{parts, ui::Panel};
use leptos::{ev, prelude::*};

pub(super) fn sidebar(actions: Actions) -> AnyView {
    when(move || actions.ui.sidebar.get(), move || open(actions))
}

fn open(actions: Actions) -> AnyView {
    let (chat, ui) = (actions.chat, actions.ui);
    let texts = chat.texts();
    actions.library.load(parts::library);
    let close = move || {
        ui.sidebar.set(false);
        actions.composer.focus();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            ui.close_drawer();
            actions.composer.focus();
        }
    };
    let list = move || {
        let said = if actions.library.is_missing() { texts.part_missing } else { texts.loading };
        match actions.library.get() {
            Some(library) => library(actions),
            None => view! { <p class="none">{said}</p> }.into_any(),
        }
    };
    let panel = move |shape, name, panel| button(Some(shape), name, move |_| actions.open(panel));
    let beside: Act = Box::new(move |_| close());
    view! {
        <aside class="sidebar" aria-label=texts.chats on:keydown=on_key>
            <div class="top">
                <h2>{texts.chats}</h2>
                {tool(Shape::Close, texts.close_chats, move |_| close())}
            </div>
            {dynamic(list)}
            <div class="bottom">
                {panel(Shape::Settings, texts.settings, Panel::Settings)}
                {panel(Shape::Text, texts.shortcuts, Panel::Shortcuts)}
            </div>
        </aside>
        <div class="scrim" on:click=beside></div>
    }
    .into_any()
}
