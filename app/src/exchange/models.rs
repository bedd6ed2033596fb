//! The models that can be asked.

use browser::http;
use wire::{AUTO_MODEL, ModelList};

/// A model that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ModelChoice {
    /// What a request's `model` says.
    pub(crate) id: String,
    /// The id of its provider.
    pub(crate) provider: String,
}

/// The site's models without `auto`; none if the site does not answer.
pub(crate) async fn load() -> Vec<ModelChoice> {
    let answer = http::get_text("/api/v1/models").await.unwrap_or_default();
    let models =
        ModelList::read(&answer).unwrap_or_default().data.into_iter().filter(|model| model.id != AUTO_MODEL);
    models.map(|model| ModelChoice { id: model.id, provider: model.owned_by }).collect()
}
