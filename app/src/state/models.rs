//! What is known of the site's models.

use super::page_state::State;
use leptos::prelude::*;
use wire::{Model, ProviderState, ProviderStatus};

/// What people call the model that is asked where nobody chooses; empty while that is not known. Tracks the site's status.
pub(crate) fn first_that_works(state: State) -> String {
    state.site.with(|status| {
        let Some(status) = status else { return String::new() };
        let works = |status: &ProviderStatus| status.state == ProviderState::Ok;
        let first = status.providers.iter().position(works).unwrap_or_default();
        status.models.get(first).cloned().unwrap_or_default()
    })
}

/// What people call a model; the end of its id while the list has not come. Tracks the list.
pub(crate) fn model_name(state: State, id: &str) -> String {
    let known =
        state.models.with(|models| find(models.as_deref(), id).map(|model| model.everchat.name.clone()));
    let end = || id.rsplit('/').next().unwrap_or(id).to_owned();
    known.filter(|name| !name.is_empty()).unwrap_or_else(end)
}

/// Whether the provider of a model has failed lately. Tracks the list and the site's status.
pub(crate) fn is_failing(state: State, id: &str) -> bool {
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
