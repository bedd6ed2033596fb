//! A newer version of the page.

use crate::{
    state::effect,
    view::{
        kit::{button::TextButton, show::Show},
        page::Page,
    },
};
use browser::update;
use leptos::{prelude::*, task::spawn_local};

/// Offers to load a newer version, but not while an answer is being written. Where a part of the page does not come, the
/// site may have a newer page in which it has another name.
#[component]
pub(super) fn UpdateBar(page: Page) -> impl IntoView {
    let texts = &page.texts().notices;
    let has_update = page.state.notices.has_update;
    let is_part_missing = Memo::new(move |_| page.parts.is_any_missing());
    effect(move || {
        if is_part_missing.get() {
            spawn_local(async move {
                if update::is_outdated().await {
                    has_update.set(true);
                }
            });
        }
    });
    let is_busy = Signal::derive(move || !page.state.conversation.running.is_empty());
    view! {
        <Show when=has_update>
            <div class="undo" role="status">
                <span>{texts.new_version}</span>
                <TextButton text=texts.load_new_version disabled=is_busy on_click=move |_| update::load_update()/>
            </div>
        </Show>
    }
}
