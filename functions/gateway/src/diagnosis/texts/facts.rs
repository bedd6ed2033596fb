//! What the texts of a check speak about.

use crate::{
    diagnosis::{context::ReportContext, finding::Finding},
    services::Service,
    settings::Settings,
};
use wire::{Environment, ProviderId, report::CheckId};

/// The setting that sets a provider up soonest, and for free.
pub(super) const QUICKEST_SETTING: &str = "GEMINI_API_KEY";

/// What the texts of a check speak about.
pub(super) struct CheckFacts<'a> {
    pub(super) finding: &'a Finding,
    pub(super) settings: &'a Settings,
    pub(super) context: &'a ReportContext<'a>,
}

impl CheckFacts<'_> {
    /// Where settings are made.
    pub(super) const fn environment(&self) -> Environment {
        self.context.deployment.environment
    }

    /// The service of the check; none for Cloudflare's own.
    pub(super) fn service(&self) -> Option<&'static Service> {
        match self.finding.id {
            CheckId::Provider(provider) => Service::find(provider),
            _ => None,
        }
    }

    pub(super) fn model_setting(&self) -> &'static str {
        match (self.service(), self.finding.id) {
            (Some(service), _) => service.settings.model,
            (None, CheckId::Provider(ProviderId::AiGateway)) => "AI_GATEWAY_MODEL",
            (None, _) => "WORKERS_AI_MODEL",
        }
    }

    pub(super) fn key_setting(&self) -> &'static str {
        self.service().map_or("CLOUDFLARE_API_TOKEN", |service| service.settings.key)
    }

    /// The setting of a secret that is being changed, and the setting of the next one.
    pub(super) fn changed_settings(&self) -> (&str, &str) {
        let names = &self.finding.names;
        (names.first().map_or("", String::as_str), names.last().map_or("", String::as_str))
    }

    /// The id of the wanted gateway; empty if there is none.
    pub(super) fn gateway(&self) -> &str {
        self.settings.ai_gateway.id.as_deref().unwrap_or_default()
    }

    pub(super) fn colo(&self) -> &str {
        self.context.colo.unwrap_or("?")
    }
}
