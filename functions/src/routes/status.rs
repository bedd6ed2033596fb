//! `GET /api/status`: what anyone may know of the site's health.

use crate::{
    provider_health,
    site::{Site, VERSION},
};
use gateway::providers::{ChainEntry, Provider, model_card};
use wire::{ProviderId, Status};

pub(super) fn status(site: &Site) -> Status {
    let usable = site.usable().ok();
    let chain: Vec<&Provider> =
        usable.into_iter().flat_map(|site| &site.chain).filter_map(ChainEntry::provider).collect();
    let ids: Vec<ProviderId> = chain.iter().map(|provider| provider.id).collect();
    let (state, providers) = provider_health::state(&ids);
    let first_model = |provider: &&Provider| Some(model_card(provider.models.first()?).name);
    let deployment = &site.deployment;
    Status {
        state,
        providers,
        models: chain.iter().filter_map(first_model).collect(),
        environment: deployment.environment,
        branch: deployment.branch.clone(),
        commit: deployment.commit.clone(),
        built_at: deployment.built_at.clone(),
        version: VERSION.to_owned(),
        emulator: deployment.emulator,
        access_code: !site.settings.access_codes.is_empty(),
        challenge: site.settings.challenge().is_some(),
        max_input_chars: usable.map(|site| site.settings.limits.max_input_chars),
    }
}
