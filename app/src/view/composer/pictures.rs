//! Pictures that go with a message: picked, pasted or dropped.

use crate::{
    state::PictureError,
    view::{
        kit::{button::IconButton, icon::Shape, show::Show},
        page::Page,
    },
};
use browser::images;
use leptos::{prelude::*, task::spawn_local};
use web_sys::{DataTransfer, DragEvent, Event, File};

/// Lets the visitor pick some.
pub(super) fn pick(page: Page) {
    spawn_local(async move { add(page, images::pick().await).await });
}

/// Adds those that an event brings, if it brings any.
pub(super) fn add_from(page: Page, event: &Event, transfer: Option<&DataTransfer>) {
    let files = transfer.map(images::pictures_of).unwrap_or_default();
    if !files.is_empty() {
        event.prevent_default();
        spawn_local(add(page, files));
    }
}

/// Files that are dragged over the page or dropped on it, wherever that is: the browser must not open them in its place.
pub(crate) fn take_drop(page: Page, event: &DragEvent) {
    let Some(transfer) = event.data_transfer().filter(images::has_files) else { return };
    event.prevent_default();
    if event.type_() != "drop" || untrack(|| page.state.conversation.is_shared()) {
        return;
    }
    let pictures = images::pictures_of(&transfer);
    if pictures.is_empty() {
        return page.state.draft.picture_error.set(Some(PictureError::Unreadable));
    }
    spawn_local(add(page, pictures));
}

async fn add(page: Page, files: Vec<File>) {
    page.state.draft.add_pictures(files).await;
    page.focus_composer();
}

/// The pictures of the draft, and why one could not be added.
#[component]
pub(super) fn DraftPictures(page: Page) -> impl IntoView {
    let texts = &page.texts().composer;
    let draft = page.state.draft;
    let picture = move |(index, picture): (usize, String)| {
        let remove = move |_| {
            draft.remove_picture(index);
            page.focus_composer();
        };
        view! {
            <li>
                <img src=picture alt=""/>
                <IconButton shape=Shape::Close name=texts.remove_picture on_click=remove/>
            </li>
        }
    };
    let error = move || {
        draft.picture_error.get().map(|error| match error {
            PictureError::TooMany => texts.too_many_pictures,
            PictureError::Unreadable => texts.unreadable_picture,
        })
    };
    view! {
        <Show when=move || !draft.pictures.with(Vec::is_empty) || draft.picture_error.get().is_some()>
            <ul class="pictures">
                {move || draft.pictures.get().into_iter().enumerate().map(picture).collect_view()}
            </ul>
            <p class="notice" role="status">
                {error}
            </p>
        </Show>
    }
}
