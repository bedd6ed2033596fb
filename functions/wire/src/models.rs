//! The list of models, in the OpenAI dialect.

use crate::tolerant::{self, list, number, optional_text, text};
use serde::Serialize;
use serde_json::Value;

/// The model id that leaves the choice to the site's chain.
pub const AUTO_MODEL: &str = "auto";

/// `GET /api/v1/models`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ModelList {
    /// Always `list`.
    pub object: String,
    /// The models, [`AUTO_MODEL`] first.
    pub data: Vec<Model>,
}

/// One model that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Model {
    /// What a request's `model` says.
    pub id: String,
    /// Always `model`.
    pub object: String,
    /// When it was made, in seconds since 1970; 0 if unknown, which is the rule, since providers do not say.
    pub created: u64,
    /// The provider's id; `everchat` for [`AUTO_MODEL`].
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

    /// Reads the body; `None` if it is not JSON. Models without an id are left out.
    pub fn read(json: &str) -> Option<Self> {
        let value = &tolerant::parse(json)?;
        Some(Self { object: text(value, "object"), data: list(value, "data", Model::read) })
    }
}

impl Model {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: optional_text(value, "id")?,
            object: text(value, "object"),
            created: number(value, "created").unwrap_or_default(),
            owned_by: text(value, "owned_by"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_what_is_no_model_is_left_out() {
        let list = ModelList::new([("m".to_owned(), "gemini".to_owned())]);
        assert_eq!(ModelList::read(&serde_json::to_string(&list).unwrap()), Some(list));
        let foreign =
            r#"{"data":[{"id":"m","created":1.5,"owned_by":null,"size":"8b"},{"object":"model"},7]}"#;
        let model = Model { id: "m".to_owned(), object: String::new(), created: 0, owned_by: String::new() };
        assert_eq!(ModelList::read(foreign).unwrap().data, [model]);
        assert_eq!(ModelList::read("{}"), Some(ModelList::default()));
    }
}
