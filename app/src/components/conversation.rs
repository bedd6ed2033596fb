//! The conversation, and following it.

use super::{Actions, Icon, Shape, message::MessageView, welcome::Welcome};
use crate::follow::{Follow, Position};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// The box that scrolls.
#[component]
pub(crate) fn Conversation(actions: Actions) -> impl IntoView {
    let chat = actions.chat;
    let scroller = NodeRef::<html::Main>::new();
    let content = NodeRef::<html::Div>::new();
    let follow = RwSignal::new(Follow::default());

    let to_end = move || {
        if let Some(main) = scroller.get_untracked() {
            main.set_scroll_top(main.scroll_height());
        }
    };
    // Whatever changes the height, the end stays in view before the next frame is painted.
    Effect::new(move |_| {
        let (Some(main), Some(content)) = (scroller.get(), content.get()) else { return };
        // What is there before the first question is read from its beginning.
        let on_resize = Closure::<dyn Fn()>::new(move || {
            if follow.with_untracked(|follow| follow.is_on()) && !chat.entries.with_untracked(Vec::is_empty) {
                to_end();
            }
        });
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&main);
            observer.observe(&content);
        }
        // It lives as long as the page.
        on_resize.forget();
    });
    // A new question is always shown.
    Effect::new(move |_| {
        if chat.running.get().is_some() {
            follow.update(Follow::take_up);
            to_end();
        }
    });
    let on_scroll = move |_: ev::Event| {
        if let Some(main) = scroller.get_untracked() {
            follow.update(|follow| follow.scrolled(position(&main)));
        }
    };
    let let_go = move || {
        if let Some(main) = scroller.get_untracked() {
            follow.update(|follow| follow.let_go(position(&main)));
        }
    };
    let on_wheel = move |event: ev::WheelEvent| {
        if event.delta_y() < 0.0 {
            let_go();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowUp" | "PageUp" | "Home") {
            let_go();
        }
    };
    let is_empty = Memo::new(move |_| chat.entries.with(Vec::is_empty));

    view! {
        <main
            class="scroller"
            tabindex="0"
            aria-label=chat.texts.conversation
            node_ref=scroller
            on:scroll=on_scroll
            on:wheel=on_wheel
            on:keydown=on_key
        >
            <div class="column" node_ref=content>
                <Show when=move || is_empty.get()>
                    <Welcome actions/>
                </Show>
                // Screen readers hear of an answer's begin and end, not of each word.
                <div class="log" role="log" aria-live="off" aria-label=chat.texts.conversation>
                    <For each=move || chat.entries.get() key=|entry| entry.id let:entry>
                        <MessageView actions entry/>
                    </For>
                </div>
            </div>
        </main>
        <div class="anchor">
            <Show when=move || !follow.get().is_on() && !is_empty.get()>
                <button
                    class="round to-end"
                    aria-label=chat.texts.to_latest
                    on:click=move |_| {
                        follow.update(Follow::take_up);
                        to_end();
                    }
                >
                    <Icon shape=Shape::Down/>
                </button>
            </Show>
        </div>
    }
}

fn position(element: &Element) -> Position {
    Position {
        top: f64::from(element.scroll_top()),
        view: f64::from(element.client_height()),
        content: f64::from(element.scroll_height()),
    }
}
