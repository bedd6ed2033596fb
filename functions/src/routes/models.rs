//! `GET /api/v1/models`: the models that can be asked for.

use crate::{http::Answer, site::Site};
use gateway::{api::Refusal, fallback::model_id};
use wire::ModelList;

pub(super) fn models(site: &Site) -> Result<Answer, Refusal> {
    let models = site.usable()?.chain.iter().flat_map(|entry| {
        entry.models().iter().map(|model| (model_id(entry.id, model), entry.id.to_string()))
    });
    Ok(Answer::json(200, &ModelList::new(models)))
}
