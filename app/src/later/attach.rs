//! Pictures beside the half-typed message: picked, pasted or dropped.

use super::texts;
use crate::{
    components::{Act, Actions, Shape, dynamic, nothing, tool},
    store::images,
};
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// So many go with a message at most.
const MAX: usize = 3;

/// Lets the visitor pick some.
pub(super) fn pick(actions: Actions) {
    spawn_local(async move { take(actions, images::pick().await).await });
}

/// Takes up files that were pasted or dropped.
pub(super) fn add(actions: Actions, files: Array) {
    spawn_local(take(actions, files));
}

async fn take(actions: Actions, files: Array) {
    let chat = actions.chat;
    let texts = texts(chat);
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
pub(super) fn pictures(actions: Actions) -> AnyView {
    let chat = actions.chat;
    let texts = texts(chat);
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
