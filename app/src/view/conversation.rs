//! The conversation that is read: its messages in a box that scrolls, or a greeting.

mod follow;
mod guide;
mod scroller;
mod welcome;
mod window;

use self::{scroller::Scroller, welcome::Welcome, window::MessageWindow};
use super::{
    kit::{
        button::TextButton,
        icon::{Icon, Shape},
        show::Show,
    },
    message::{MessageView, code_block},
    page::{Page, focus_later},
};
use leptos::{ev, prelude::*};

/// The box that scrolls, and the button to its end.
#[component]
pub(crate) fn ConversationView(page: Page) -> impl IntoView {
    let texts = &page.texts().conversation;
    let conversation = page.state.conversation;
    let scroller = Scroller::new(conversation);
    let window = MessageWindow::new(page.state, scroller);
    let is_empty = Memo::new(move |_| conversation.messages.with(Vec::is_empty));
    let on_scroll = move |_| {
        scroller.on_scroll();
        window.on_scroll();
    };
    let on_wheel = move |event: ev::WheelEvent| {
        if event.delta_y() < 0.0 {
            scroller.stop_following();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if matches!(key.as_str(), "ArrowUp" | "PageUp" | "Home") || (key == " " && event.shift_key()) {
            scroller.stop_following();
        }
    };
    view! {
        <main
            class="scroller"
            tabindex="0"
            aria-label=texts.conversation
            node_ref=scroller.element
            on:scroll=on_scroll
            on:wheel=on_wheel
            on:pointerdown=move |_| scroller.hold()
            on:pointerup=move |_| scroller.release()
            // What comes into focus may stand further up.
            on:focusin=move |_| scroller.hold()
            on:keydown=on_key
            on:click=move |event| code_block::on_click(page, &event)
        >
            <div class="column" node_ref=scroller.content>
                <Show when=move || is_empty.get() && !conversation.is_opening()>
                    <Welcome page/>
                </Show>
                <Show when=move || window.has_earlier() && !is_empty.get()>
                    <div class="earlier">
                        <TextButton text=texts.earlier on_click=move |_| window.show_earlier()/>
                    </div>
                </Show>
                // Screen readers announce the begin and the end of an answer, not each word.
                <div class="log" role="log" aria-live="off" aria-label=texts.conversation>
                    <For each=move || window.messages() key=|message| message.id let(message)>
                        <MessageView page message/>
                    </For>
                </div>
            </div>
        </main>
        <div class="anchor">
            <Show when=move || !scroller.is_following() && !is_empty.get()>
                <button
                    class="round to-end"
                    aria-label=texts.to_latest
                    on:click=move |_| {
                        scroller.follow_from_end();
                        focus_later("main".to_owned(), true);
                    }
                >
                    <Icon shape=Shape::Down/>
                </button>
            </Show>
        </div>
    }
}
