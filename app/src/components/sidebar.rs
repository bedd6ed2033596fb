//! The list of conversations, beside the conversation or, on a narrow screen, over it.

use super::{Actions, dynamic, view::Act, when};
use crate::parts;
use leptos::{ev, prelude::*};

pub(super) fn sidebar(actions: Actions) -> AnyView {
    when(move || actions.ui.sidebar.get(), move || open(actions))
}

fn open(actions: Actions) -> AnyView {
    let ui = actions.ui;
    let texts = actions.chat.texts();
    actions.library.load(parts::library);
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            ui.close_drawer();
            actions.composer.focus();
        }
    };
    let content = move || {
        let said = if actions.library.is_missing() { texts.part_missing } else { texts.loading };
        match actions.library.get() {
            Some(library) => library(actions),
            None => view! { <p class="none">{said}</p> }.into_any(),
        }
    };
    let beside: Act = Box::new(move |_| actions.close_sidebar());
    view! {
        <aside class="sidebar" aria-label=texts.chats on:keydown=on_key>
            {dynamic(content)}
        </aside>
        <div class="scrim" on:click=beside></div>
    }
    .into_any()
}
