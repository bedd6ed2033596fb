//! The conversation that is read.

use super::{
    Actions, Icon, Shape, button, message::message, reading::Reading, view::Act, welcome::welcome, when,
};
use leptos::{ev, prelude::*};

/// The box that scrolls.
pub(super) fn conversation(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    let reading = Reading::new(chat);
    let is_empty = Memo::new(move |_| chat.entries.with(Vec::is_empty));
    let on_wheel = move |event: ev::WheelEvent| {
        if event.delta_y() < 0.0 {
            reading.let_go();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowUp" | "PageUp" | "Home") {
            reading.let_go();
        }
    };

    let earlier = move || {
        view! { <div class="earlier">{button(None, texts.earlier, move |_| reading.grow())}</div> }.into_any()
    };
    let to_latest = move || {
        let act: Act = Box::new(move |_| reading.to_latest());
        view! {
            <button class="round to-end" aria-label=texts.to_latest on:click=act>
                <Icon shape=Shape::Down/>
            </button>
        }
        .into_any()
    };

    view! {
        <main
            class="scroller"
            tabindex="0"
            aria-label=texts.conversation
            node_ref=reading.scroller
            on:scroll=move |_| reading.scrolled()
            on:wheel=on_wheel
            on:keydown=on_key
            on:click=move |event| {
                actions.with_later(move |actions, later| (later.pressed)(actions.chat, &event));
            }
        >
            <div class="column" node_ref=reading.content>
                {when(move || is_empty.get() && !chat.is_opening.get(), move || welcome(actions))}
                {when(move || reading.has_more() && !is_empty.get(), earlier)}
                // Screen readers hear of an answer's begin and end, not of each word.
                <div class="log" role="log" aria-live="off" aria-label=texts.conversation>
                    <For each=move || reading.visible() key=|entry| entry.id let:entry>
                        {message(actions, entry)}
                    </For>
                </div>
            </div>
        </main>
        <div class="anchor">
            {when(move || !reading.is_following() && !is_empty.get(), to_latest)}
        </div>
    }
    .into_any()
}
