//! A newer version of the page.

use crate::view::{
    kit::{button::TextButton, show::Show},
    page::Page,
};
use browser::update;
use leptos::prelude::*;

/// Offers to load a newer version, but not while an answer is being written.
#[component]
pub(super) fn UpdateBar(page: Page) -> impl IntoView {
    let texts = &page.texts().notices;
    let is_busy = Signal::derive(move || !page.state.conversation.running.is_empty());
    view! {
        <Show when=move || page.state.notices.has_update.get()>
            <div class="undo" role="status">
                <span>{texts.new_version}</span>
                <TextButton text=texts.load_new_version disabled=is_busy on_click=move |_| update::load_update()/>
            </div>
        </Show>
    }
}
