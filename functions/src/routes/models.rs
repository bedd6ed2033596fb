//! `GET /api/v1/models`: the models that can be asked for.

use crate::{http::Answer, site::Site};
use gateway::{
    api::Refusal,
    fallback::{CandidatesError, model_id},
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
    let models = site.usable()?.chain.iter().flat_map(|entry| {
        entry.models().iter().map(|model| (model_id(entry.id, model), entry.id.to_string()))
    });
    Ok(ModelList::new(models))
}
