//! The models that can be asked.

use browser::http;
use wire::{AUTO_MODEL, Model, ModelList};

/// The site's models without `auto`; none if the site does not answer.
pub(crate) async fn load_models() -> Vec<Model> {
    let list = http::get_json::<ModelList>("/api/v1/models").await;
    let models = list.map(|list| list.data).unwrap_or_default();
    models.into_iter().filter(|model| model.id != AUTO_MODEL).collect()
}
