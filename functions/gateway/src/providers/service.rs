//! The services of `functions/providers`, which need only an address and a key.

use super::{
    models::models_or,
    provider::{Dialect, Provider, Setup, Target},
};
use crate::{capabilities::Capabilities, http::bearer, services::Service, settings::Settings};

/// `None` if the owner has not set the service up.
pub(super) fn setup(service: &Service, settings: &Settings) -> Option<Setup> {
    let own = settings.service(service.id);
    if own.key.is_none() && !(service.any_service && own.base_url.is_some()) {
        return None;
    }
    let base_url = own.base_url.as_deref().unwrap_or(service.base_url);
    // At an address of the owner's, any service may answer, and nothing is known of it.
    let is_known = !service.any_service || base_url == service.base_url;
    let target = Target::Http {
        url: format!("{base_url}{}", service.path),
        headers: own.key.iter().map(|key| ("authorization", bearer(key))).collect(),
    };
    let dialect = Dialect {
        max_tokens_name: service.max_tokens_name.filter(|_| is_known),
        counts_tokens: service.counts_tokens && is_known,
        ..Dialect::default()
    };
    let models = models_or(&own.models, service.model);
    // The file speaks of its own model.
    let takes = if is_known && models.first().is_some_and(|first| first == service.model) {
        service.takes
    } else {
        Capabilities::default()
    };
    let provider = Provider::new(service.id, models, target, dialect);
    Some(Setup::Ready(Provider { takes, ..provider }))
}
