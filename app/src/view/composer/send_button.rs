//! The button that sends, or stops the answer that is being written.

use crate::{
    state::asking,
    view::{
        kit::{
            icon::{Icon, Shape},
            show::Show,
        },
        page::Page,
    },
};
use leptos::{ev, prelude::*};

/// Send or Stop. These are two buttons with a place each: if one button became the other, a press in that very moment
/// would do what the other does.
#[component]
pub(super) fn SendOrStop(page: Page) -> impl IntoView {
    let texts = &page.texts().composer;
    let is_running = Memo::new(move |_| page.state.conversation.running_answer().is_some());
    let stop = move |event: ev::MouseEvent| {
        // The second click of a double click on Send is not meant for Stop.
        if event.detail() < 2 {
            page.exchange.stop();
            page.focus_composer();
        }
    };
    view! {
        <Show when=move || is_running.get()>
            <button class="round" type="button" aria-label=texts.stop on:click=stop>
                <Icon shape=Shape::Stop/>
            </button>
        </Show>
        <Show when=move || !is_running.get()>
            <button
                class="round accent"
                type="submit"
                aria-label=texts.send
                disabled=move || !asking::is_askable(page.state, page.state.draft)
            >
                <Icon shape=Shape::Send/>
            </button>
        </Show>
    }
}
