//! Pictures beside the half-typed message: picked, pasted or dropped.

use super::{Actions, Shape, dynamic, nothing, tool, view::Act};
use crate::store::images;
use js_sys::Array;
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// So many go with a message at most.
const MAX: usize = 3;

/// The button that picks.
pub(super) fn button(actions: Actions) -> AnyView {
    let pick = move |_| spawn_local(async move { add(actions, images::pick().await).await });
    tool(Shape::Picture, actions.chat.texts().add_picture, pick)
}

pub(super) fn on_paste(actions: Actions, event: &ev::ClipboardEvent) {
    take(actions, event, images::pictures(event.clipboard_data().as_ref()));
}

pub(super) fn on_drop(actions: Actions, event: &ev::DragEvent) {
    take(actions, event, images::pictures(event.data_transfer().as_ref()));
}

fn take(actions: Actions, event: &ev::Event, files: Array) {
    if files.length() > 0 {
        event.prevent_default();
        spawn_local(add(actions, files));
    }
}

async fn add(actions: Actions, files: Array) {
    let chat = actions.chat;
    let texts = chat.texts();
    chat.picture_trouble.set(None);
    for file in files.iter() {
        if chat.pictures.with_untracked(Vec::len) >= MAX {
            chat.picture_trouble.set(Some(texts.too_many_pictures));
            break;
        }
        match images::shrink(&file).await {
            Some(picture) => chat.pictures.update(|pictures| pictures.push(picture)),
            None => chat.picture_trouble.set(Some(texts.no_picture)),
        }
    }
    actions.focus_composer();
}

/// What goes with the message, and what could not.
pub(super) fn preview(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = chat.texts();
    dynamic(move || {
        let pictures = chat.pictures.get();
        let trouble = chat.picture_trouble.get();
        if pictures.is_empty() && trouble.is_none() {
            return nothing();
        }
        let item = move |(at, picture): (usize, String)| {
            let remove: Act = Box::new(move |_| {
                chat.pictures.update(|pictures| drop(pictures.remove(at)));
                chat.picture_trouble.set(None);
                actions.focus_composer();
            });
            view! {
                <li>
                    <img src=picture alt=""/>
                    {tool(Shape::Close, texts.remove_picture, remove)}
                </li>
            }
        };
        view! {
            <ul class="pictures">{pictures.into_iter().enumerate().map(item).collect_view()}</ul>
            <p class="notice" role="status">
                {trouble}
            </p>
        }
        .into_any()
    })
}
