//! The address and the command of a fix.

use super::facts::{CheckFacts, QUICKEST_SETTING};
use crate::{
    diagnosis::{cause::Cause, command},
    services::Service,
};
use wire::{Environment, ProviderId, report::CheckId};

/// Where it is fixed.
pub(super) fn url(facts: &CheckFacts<'_>) -> Option<&'static str> {
    const TOKENS: &str = "https://dash.cloudflare.com/profile/api-tokens";
    const GATEWAYS: &str = "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway";
    let id = facts.finding.id;
    let pages = facts.service().map(|service| service.pages);
    Some(match facts.finding.cause {
        Cause::TokenInvalid
        | Cause::TokenExpired
        | Cause::TokenDisabled
        | Cause::Unauthorized
        | Cause::MissingWorkersAiPermission
        | Cause::MissingAiGatewayPermission
        | Cause::GatewayUnauthorized => TOKENS,
        Cause::AccountMismatch => "https://dash.cloudflare.com/?to=/:account/home",
        Cause::GatewayMissing | Cause::GatewayBilling => GATEWAYS,
        Cause::NeuronsExhausted => "https://developers.cloudflare.com/workers-ai/platform/pricing/",
        Cause::ModelNotFound | Cause::ModelForbidden | Cause::TermsNotAgreed => match pages {
            Some(pages) => return pages.models,
            None => "https://developers.cloudflare.com/workers-ai/models/",
        },
        Cause::KeyInvalid => return pages?.keys,
        Cause::FreeTierZero | Cause::QuotaExhausted | Cause::RateLimited => return pages?.limits,
        Cause::LocationBlocked => return pages?.places,
        Cause::NotConfigured | Cause::Emulator | Cause::SettingMissing => match (pages, id) {
            (Some(pages), _) => return pages.keys,
            (None, CheckId::Config | CheckId::Chain) => {
                return Service::find(ProviderId::Gemini)?.pages.keys;
            }
            (None, CheckId::Provider(ProviderId::AiGateway)) => GATEWAYS,
            (None, _) => TOKENS,
        },
        Cause::ServerError | Cause::Timeout | Cause::Unreachable => match pages {
            Some(pages) => return pages.status,
            None => "https://www.cloudflarestatus.com",
        },
        _ => return None,
    })
}

/// The command that fixes it.
pub(super) fn command(facts: &CheckFacts<'_>) -> Option<String> {
    let is_local = facts.environment() == Environment::Local;
    match facts.finding.cause {
        Cause::GatewayMissing => Some("cargo xtask setup".to_owned()),
        Cause::NotConfigured | Cause::Emulator | Cause::DevVarsUnreadable if is_local => {
            Some("cp -n .dev.vars.example .dev.vars".to_owned())
        }
        _ => command::set_secret(facts.environment(), setting(facts)?),
    }
}

/// The one setting that the fix is about.
fn setting<'a>(facts: &'a CheckFacts<'_>) -> Option<&'a str> {
    let finding = facts.finding;
    Some(match finding.cause {
        Cause::TokenInvalid | Cause::TokenExpired | Cause::TokenDisabled | Cause::Unauthorized => {
            "CLOUDFLARE_API_TOKEN"
        }
        Cause::AccountMismatch => "CLOUDFLARE_ACCOUNT_ID",
        Cause::GatewayUnauthorized => "AI_GATEWAY_TOKEN",
        Cause::ModelNotFound | Cause::ModelForbidden | Cause::FreeTierZero => facts.model_setting(),
        Cause::KeyInvalid => facts.key_setting(),
        Cause::BadSetting if finding.id == CheckId::Config => &finding.problems.first()?.0,
        Cause::SettingMissing
        | Cause::BadSetting
        | Cause::QuotedValue
        | Cause::RotationNextUsed
        | Cause::RotationBothRefused => finding.names.first()?,
        Cause::RotationNextRefused => finding.names.last()?,
        Cause::NotConfigured | Cause::Emulator | Cause::NoProvider => match finding.id {
            CheckId::Config | CheckId::Chain => QUICKEST_SETTING,
            CheckId::Provider(ProviderId::AiGateway) => "AI_GATEWAY_ID",
            _ => match facts.service() {
                Some(service) if service.any_service => service.settings.base_url,
                _ => facts.key_setting(),
            },
        },
        _ => return None,
    })
}
