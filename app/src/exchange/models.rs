//! The models that can be asked.

use crate::state::State;
use browser::http;
use leptos::{prelude::*, task::spawn_local};
use wire::{AUTO_MODEL, ModelList};

/// Asks the site for its models, unless they are known. If it does not answer, the list is empty until it is asked again.
pub(super) fn load(state: State) {
    if state.models.with_untracked(|models| models.as_ref().is_some_and(|models| !models.is_empty())) {
        return;
    }
    spawn_local(async move {
        let answer = http::get_text("/api/v1/models").await.unwrap_or_default();
        let mut models = ModelList::read(&answer).unwrap_or_default().data;
        models.retain(|model| model.id != AUTO_MODEL);
        state.models.set(Some(models));
    });
}
