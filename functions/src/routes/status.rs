//! `GET /api/status`: what anyone may know of the site's health.

use crate::{
    provider_health,
    site::{Site, VERSION},
};
use wire::{ProviderId, Status};

pub(super) fn status(site: &Site) -> Status {
    let usable = site.usable().ok();
    let chain = usable.into_iter().flat_map(|site| &site.chain);
    let ids: Vec<ProviderId> =
        chain.filter(|entry| entry.provider().is_some()).map(|entry| entry.id).collect();
    let (state, providers) = provider_health::state(&ids);
    let deployment = &site.deployment;
    Status {
        state,
        providers,
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
