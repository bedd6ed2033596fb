//! The buttons that many views use.

use super::icon::{Icon, Shape};
use leptos::{ev, prelude::*};

/// A small button that shows only an icon.
#[component]
pub(crate) fn IconButton(
    shape: Shape,
    /// The tooltip, which screen readers read too.
    name: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into)] on_click: UnsyncCallback<ev::MouseEvent>,
) -> impl IntoView {
    view! {
        <button class="tool" type="button" aria-label=name title=name disabled=disabled on:click=move |event| on_click.run(event)>
            <Icon shape/>
        </button>
    }
}

/// A quiet button with a text and, if one is given, an icon before it.
#[component]
pub(crate) fn TextButton(
    #[prop(optional, into)] shape: Option<Shape>,
    #[prop(into)] text: String,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into)] on_click: UnsyncCallback<ev::MouseEvent>,
) -> impl IntoView {
    view! {
        <button class="quiet" type="button" disabled=disabled on:click=move |event| on_click.run(event)>
            {shape.map(|shape| view! { <Icon shape/> })}
            <span>{text}</span>
        </button>
    }
}
