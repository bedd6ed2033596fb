//! The list of models, in the OpenAI dialect.

use crate::{
    provider::ProviderId,
    tolerant::{self, list, number, optional_text, text},
};
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
    /// Its name and its strengths. OpenAI's dialect has no such field.
    pub everchat: ModelCard,
}

/// The name and the strengths of a model, for people to choose by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ModelCard {
    /// What people call it, such as `Gemma 4`.
    pub name: String,
    /// What it is good for, as far as is known.
    pub good_for: Vec<Strength>,
}

/// What a model is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Its first words come soon.
    Fast,
    /// Its context has at least [`LONG_TOKENS`].
    Long,
    /// It sees images.
    Images,
    /// It thinks before it answers.
    Reasoning,
}

/// A model with a context of at least this many tokens, some 300 pages, is good for long texts.
pub const LONG_TOKENS: u64 = 200_000;

impl ModelList {
    /// A list of ids, providers' ids and cards, with [`AUTO_MODEL`] put first.
    pub fn new(models: impl IntoIterator<Item = (String, String, ModelCard)>) -> Self {
        let card = ModelCard { name: "Auto".to_owned(), good_for: Vec::new() };
        let auto = (AUTO_MODEL.to_owned(), "everchat".to_owned(), card);
        let data = std::iter::once(auto).chain(models).map(|(id, owned_by, everchat)| Model {
            id,
            object: "model".to_owned(),
            created: 0,
            owned_by,
            everchat,
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
    /// The provider's name for people; its id if this version does not know it.
    pub fn provider_label(&self) -> &str {
        self.owned_by.parse().map_or(self.owned_by.as_str(), |id: ProviderId| id.label())
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: optional_text(value, "id")?,
            object: text(value, "object"),
            created: number(value, "created").unwrap_or_default(),
            owned_by: text(value, "owned_by"),
            everchat: ModelCard::read(&value["everchat"]),
        })
    }
}

impl ModelCard {
    fn read(value: &Value) -> Self {
        Self { name: text(value, "name"), good_for: list(value, "good_for", Strength::read) }
    }
}

impl Strength {
    fn read(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "fast" => Self::Fast,
            "long" => Self::Long,
            "images" => Self::Images,
            "reasoning" => Self::Reasoning,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_what_is_no_model_is_left_out() {
        let good_for = vec![Strength::Fast, Strength::Long, Strength::Images, Strength::Reasoning];
        let card = ModelCard { name: "M".to_owned(), good_for };
        let list = ModelList::new([("m".to_owned(), "gemini".to_owned(), card)]);
        assert_eq!(ModelList::read(&serde_json::to_string(&list).unwrap()), Some(list));
        let foreign = r#"{"data":[{"id":"m","created":1.5,"owned_by":null,"size":"8b","everchat":{"name":7,"good_for":["new"]}},{"object":"model"},7]}"#;
        let model = Model {
            id: "m".to_owned(),
            object: String::new(),
            created: 0,
            owned_by: String::new(),
            everchat: ModelCard::default(),
        };
        assert_eq!(ModelList::read(foreign).unwrap().data, [model]);
        assert_eq!(ModelList::read("{}"), Some(ModelList::default()));
    }
}
