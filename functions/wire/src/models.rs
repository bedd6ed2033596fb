//! The list of models, in the OpenAI dialect.

use crate::tolerant::{list, or_default, whole_or_zero};
use serde::{Deserialize, Serialize};

/// The model id that leaves the choice to the site's chain.
pub const AUTO_MODEL: &str = "auto";

/// `GET /api/v1/models`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ModelList {
    /// Always `list`.
    #[serde(deserialize_with = "or_default")]
    pub object: String,
    /// The models, [`AUTO_MODEL`] first.
    #[serde(deserialize_with = "list")]
    pub data: Vec<Model>,
}

/// One model that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// What a request's `model` says.
    pub id: String,
    /// Always `model`.
    #[serde(default, deserialize_with = "or_default")]
    pub object: String,
    /// When it was made, in seconds since 1970; 0 if unknown, which is the rule, since providers do not say.
    #[serde(default, deserialize_with = "whole_or_zero")]
    pub created: u64,
    /// The provider's id; `everchat` for [`AUTO_MODEL`].
    #[serde(default, deserialize_with = "or_default")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_what_is_no_model_is_left_out() {
        let list = ModelList::new([("m".to_owned(), "gemini".to_owned())]);
        assert_eq!(serde_json::from_str::<ModelList>(&serde_json::to_string(&list).unwrap()).unwrap(), list);
        let foreign =
            r#"{"data":[{"id":"m","created":1.5,"owned_by":null,"size":"8b"},{"object":"model"},7]}"#;
        let model = Model { id: "m".to_owned(), object: String::new(), created: 0, owned_by: String::new() };
        assert_eq!(serde_json::from_str::<ModelList>(foreign).unwrap().data, [model]);
        assert_eq!(serde_json::from_str::<ModelList>("{}").unwrap(), ModelList::default());
    }
}
