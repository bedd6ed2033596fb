//! `GET /api/v1/models`: the models that can be asked for.

use crate::{http::Answer, site::Site};
use gateway::{
    api::Refusal,
    fallback::{CandidatesError, model_id},
    providers::{ChainEntry, model_card},
};
use wire::ModelList;

pub(super) fn models(site: &Site) -> Result<Answer, Refusal> {
    Ok(Answer::json(200, &list(site)?))
}

/// `GET /api/v1/models/{id}`.
pub(super) fn model(id: String, site: &Site) -> Result<Answer, Refusal> {
    let models = list(site)?.data;
    let model = models.into_iter().find(|model| model.id == id).ok_or(CandidatesError::UnknownModel(id))?;
    Ok(Answer::json(200, &model))
}

fn list(site: &Site) -> Result<ModelList, Refusal> {
    let providers = site.usable()?.chain.iter().filter_map(ChainEntry::provider);
    let models = providers.flat_map(|provider| {
        let id = provider.id;
        provider.models.iter().map(move |model| (model_id(id, model), id.to_string(), model_card(model)))
    });
    Ok(ModelList::new(models))
}
