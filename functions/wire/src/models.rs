//! The list of models, in the OpenAI dialect.

use serde::{Deserialize, Serialize};

/// The model id that means: the site's chain decides.
pub const AUTO_MODEL: &str = "auto";

/// `GET /api/v1/models`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelList {
    /// Always `list`.
    pub object: String,
    /// [`AUTO_MODEL`] first.
    pub data: Vec<Model>,
}

/// One model that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// What a request's `model` says.
    pub id: String,
    /// Always `model`.
    pub object: String,
    /// Seconds since 1970; 0 where unknown, since providers do not tell.
    pub created: u64,
    /// The provider's id, or `everchat` for [`AUTO_MODEL`].
    pub owned_by: String,
}

impl ModelList {
    /// A list of `(id, owned_by)`, with [`AUTO_MODEL`] put first.
    pub fn new(models: impl IntoIterator<Item = (String, String)>) -> Self {
        let auto = (AUTO_MODEL.to_owned(), "everchat".to_owned());
        let data = std::iter::once(auto).chain(models).map(|(id, owned_by)| Model {
            id,
            object: "model".to_owned(),
            created: 0,
            owned_by,
        });
        Self { object: "list".to_owned(), data: data.collect() }
    }
}
