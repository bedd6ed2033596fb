//! The model that is asked, in the composer: a button with its name, which opens the list of models.

use super::model_menu::ModelMenu;
use crate::{
    state::{State, effect, options::chosen_model},
    view::{
        kit::{
            icon::{Icon, Shape},
            popup::PopupState,
        },
        page::Page,
    },
};
use leptos::prelude::*;
use wire::{Model, ProviderState, ProviderStatus};

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
            <span>{name}</span>
            <Icon shape=Shape::Open/>
        </button>
        <ModelMenu page popup chosen/>
    }
}

/// What people call the model that is asked where nobody chooses; empty while that is not known. Tracks the site's status.
pub(super) fn first_that_works(state: State) -> String {
    state.site.with(|status| {
        let providers = status.as_ref().map_or(&[][..], |status| &status.providers);
        let works = |provider: &&ProviderStatus| provider.state == ProviderState::Ok;
        let first = providers.iter().find(works).or_else(|| providers.first());
        first.map(|provider| provider.model.clone()).unwrap_or_default()
    })
}

/// What people call a model; the end of its id while the list has not come. Tracks the list.
fn model_name(state: State, id: &str) -> String {
    let known =
        state.models.with(|models| find(models.as_deref(), id).map(|model| model.everchat.name.clone()));
    let end = || id.rsplit('/').next().unwrap_or(id).to_owned();
    known.filter(|name| !name.is_empty()).unwrap_or_else(end)
}

/// Whether the provider of a model has failed lately. Tracks the list and the site's status.
pub(super) fn is_failing(state: State, id: &str) -> bool {
    let provider =
        state.models.with(|models| find(models.as_deref(), id).map(|model| model.owned_by.clone()));
    let is_its = |status: &&ProviderStatus| provider.as_deref() == Some(status.id.as_str());
    state.site.with(|status| {
        let providers = status.as_ref().map_or(&[][..], |status| &status.providers);
        providers.iter().find(is_its).is_some_and(|provider| provider.state == ProviderState::Failing)
    })
}

fn find<'a>(models: Option<&'a [Model]>, id: &str) -> Option<&'a Model> {
    models?.iter().find(|model| model.id == id)
}
