//! The model that is asked, in the composer: a button with its name, which opens the list of models.

use super::model_menu::ModelMenu;
use crate::{
    state::{
        effect,
        models::{first_that_works, is_failing, model_name},
        options::chosen_model,
    },
    view::{
        kit::{
            icon::{Icon, Shape},
            popup::PopupState,
            text::text,
        },
        page::Page,
    },
};
use leptos::prelude::*;

/// The button and its list.
#[component]
pub(super) fn ModelChip(page: Page) -> impl IntoView {
    let texts = &page.texts().models;
    let state = page.state;
    let popup = PopupState::new();
    let chosen = Memo::new(move |_| chosen_model(state));
    effect(move || {
        // The names of the models are in the list.
        if chosen.with(Option::is_some) || popup.is_open.get() {
            page.exchange.load_models();
        }
    });
    let name = move || {
        let Some(id) = chosen.get() else {
            let first = first_that_works(state);
            return if first.is_empty() {
                texts.auto.to_owned()
            } else {
                format!("{}\u{a0}· {first}", texts.auto)
            };
        };
        model_name(state, &id)
    };
    let is_failing =
        Memo::new(move |_| chosen.with(|id| id.as_ref().is_some_and(|id| is_failing(state, id))));
    let label = move || {
        let state = if is_failing.get() { texts.failing } else { "" };
        format!("{}: {} {state}", texts.model, name()).trim_end().to_owned()
    };
    view! {
        <button
            class="quiet chip"
            class:failing=is_failing
            type="button"
            aria-haspopup="menu"
            aria-expanded=move || popup.is_open.get().to_string()
            aria-label=label
            node_ref=popup.opener
            on:click=move |_| popup.toggle()
        >
            <span>{text(name)}</span>
            <Icon shape=Shape::Open/>
        </button>
        <ModelMenu page popup chosen/>
    }
}
