//! The versions of a message.

use crate::{
    state::{Message, versions},
    texts::with_numbers,
    view::{
        kit::{button::IconButton, icon::Shape, show::Show, text::text},
        page::{Page, focus_later},
    },
};
use leptos::{ev, prelude::*};

/// `‹ 2/3 ›`, where there is more than one version.
#[component]
pub(super) fn Versions(page: Page, message: Message) -> impl IntoView {
    let texts = page.texts();
    let index = move || message.place.get().version;
    let count = move || message.place.get().versions;
    let has_versions = move || count() > 1;
    let is_first = Signal::derive(move || index() == 0);
    let is_last = Signal::derive(move || index() + 1 == count());
    view! {
        <Show when=has_versions>
            <span class="versions" role="group" aria-label=move || with_numbers(texts.message.version, &[index() + 1, count()])>
                <IconButton
                    shape=Shape::Previous
                    name=texts.message.previous_version
                    disabled=is_first
                    on_click=move |event| switch(page, message, -1, &event)
                />
                <span aria-hidden="true">{text(move || format!("{}/{}", index() + 1, count()))}</span>
                <IconButton
                    shape=Shape::Next
                    name=texts.message.next_version
                    disabled=is_last
                    on_click=move |event| switch(page, message, 1, &event)
                />
            </span>
        </Show>
    }
}

/// Shows another version. Who pressed a key stays at these buttons: the first, or the last, that leads further.
fn switch(page: Page, message: Message, by: isize, event: &ev::MouseEvent) {
    let shown = versions::switch(page.state, message, by);
    if let Some(id) = shown.filter(|_| event.detail() == 0) {
        focus_later(format!("#m{id} .versions :enabled"), by > 0);
    }
}
