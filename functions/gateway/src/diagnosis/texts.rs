//! Findings in words: what a cause means here, and what to do. Addresses and commands are the same in
//! every language, so they are here; the sentences are in a file a language.

mod en;
mod zh;

use super::{Cause, Context, Finding};
use crate::{providers::Service, settings::Settings};
use wire::{
    ProviderId,
    report::{CheckId, Fix, Verdict},
};

/// A language of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// From a tag such as `zh-CN`; `None` if the report is not written in it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split('-').next()? {
            language if language.eq_ignore_ascii_case("zh") => Some(Self::Chinese),
            language if language.eq_ignore_ascii_case("en") => Some(Self::English),
            _ => None,
        }
    }
}

/// What visitors get, in a sentence.
pub(super) const fn summary(language: Language, verdict: Verdict) -> &'static str {
    match language {
        Language::English => en::summary(verdict),
        Language::Chinese => zh::summary(verdict),
    }
}

/// Where settings are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In `.dev.vars`.
    Local,
    /// In the Pages project, for previews.
    Preview,
    /// In the Pages project.
    Production,
}

impl Place {
    pub(super) fn of(environment: &str) -> Self {
        match environment {
            "local" => Self::Local,
            "preview" => Self::Preview,
            _ => Self::Production,
        }
    }

    /// What sets a secret there; `.dev.vars` is a file, and takes no command.
    pub(super) fn put(self, name: &str) -> Option<String> {
        match self {
            Self::Local => None,
            Self::Preview => Some(format!("npx wrangler pages secret put {name} --env preview")),
            Self::Production => Some(format!("npx wrangler pages secret put {name}")),
        }
    }
}

/// The setting that makes a provider soonest, and free.
const QUICKEST: &str = "GEMINI_API_KEY";

/// The setting of a secret that is being changed, and the one of the secret that is to take its place.
fn pair<'a>(text: &'a Text<'_>) -> (&'a str, &'a str) {
    let name = |name: Option<&'a String>| name.map_or("", String::as_str);
    (name(text.finding.names.first()), name(text.finding.names.last()))
}

/// A finding, to be put into words.
pub(super) struct Text<'a> {
    pub(super) finding: &'a Finding,
    pub(super) settings: &'a Settings,
    pub(super) context: &'a Context<'a>,
}

impl Text<'_> {
    pub(super) fn title(&self) -> String {
        let title = match self.context.language {
            Language::English => en::title(self.finding.id),
            Language::Chinese => zh::title(self.finding.id),
        };
        match self.finding.names.first() {
            // There may be several.
            Some(name) if self.finding.id == CheckId::Rotation => format!("{title}: {name}"),
            _ => title.to_owned(),
        }
    }

    pub(super) fn explanation(&self) -> String {
        match self.context.language {
            Language::English => en::explanation(self),
            Language::Chinese => zh::explanation(self),
        }
    }

    pub(super) fn fix(&self) -> Fix {
        let text = match self.context.language {
            Language::English => en::fix(self),
            Language::Chinese => zh::fix(self),
        };
        Fix { text, url: self.url().map(str::to_owned), command: self.command() }
    }

    fn place(&self) -> Place {
        Place::of(&self.context.deployment.environment)
    }

    /// The one setting that the fix is about.
    fn setting(&self) -> Option<&str> {
        let finding = self.finding;
        Some(match finding.cause {
            Cause::TokenInvalid | Cause::TokenExpired | Cause::TokenDisabled | Cause::Unauthorized => {
                "CLOUDFLARE_API_TOKEN"
            }
            Cause::AccountMismatch => "CLOUDFLARE_ACCOUNT_ID",
            Cause::GatewayUnauthorized => "AI_GATEWAY_TOKEN",
            Cause::ModelNotFound | Cause::ModelForbidden | Cause::FreeTierZero => self.model_setting(),
            Cause::KeyInvalid => self.key_setting(),
            Cause::BadSetting if finding.id == CheckId::Config => &finding.problems.first()?.0,
            Cause::SettingMissing
            | Cause::BadSetting
            | Cause::RotationNextUsed
            | Cause::RotationBothRefused => finding.names.first()?,
            Cause::RotationNextRefused => finding.names.last()?,
            Cause::NotConfigured | Cause::Emulator | Cause::NoProvider => match finding.id {
                CheckId::Config | CheckId::Chain => QUICKEST,
                CheckId::Provider(ProviderId::AiGateway) => "AI_GATEWAY_ID",
                _ => match self.service() {
                    Some(service) if service.any_service => service.settings.base_url,
                    _ => self.key_setting(),
                },
            },
            _ => return None,
        })
    }

    fn model_setting(&self) -> &'static str {
        match (self.service(), self.finding.id) {
            (Some(service), _) => service.settings.model,
            (None, CheckId::Provider(ProviderId::AiGateway)) => "AI_GATEWAY_MODEL",
            (None, _) => "WORKERS_AI_MODEL",
        }
    }

    fn key_setting(&self) -> &'static str {
        self.service().map_or("CLOUDFLARE_API_TOKEN", |service| service.settings.key)
    }

    /// The service that the check is about; Cloudflare's own are none.
    fn service(&self) -> Option<&'static Service> {
        match self.finding.id {
            CheckId::Provider(provider) => Service::of(provider),
            _ => None,
        }
    }

    /// Where it is done.
    fn url(&self) -> Option<&'static str> {
        const TOKENS: &str = "https://dash.cloudflare.com/profile/api-tokens";
        const GATEWAYS: &str = "https://dash.cloudflare.com/?to=/:account/ai/ai-gateway";
        let id = self.finding.id;
        let pages = self.service().map(|service| service.pages);
        Some(match self.finding.cause {
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
                    return Service::of(ProviderId::Gemini)?.pages.keys;
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

    /// What does it.
    fn command(&self) -> Option<String> {
        let place = self.place();
        match self.finding.cause {
            Cause::GatewayMissing => return Some("cargo xtask setup".to_owned()),
            Cause::NotConfigured | Cause::Emulator | Cause::DevVarsUnreadable if place == Place::Local => {
                return Some("cp -n .dev.vars.example .dev.vars".to_owned());
            }
            _ => {}
        }
        place.put(self.setting()?)
    }

    fn gateway(&self) -> &str {
        self.settings.ai_gateway.id.as_deref().unwrap_or_default()
    }

    fn colo(&self) -> &str {
        self.context.colo.unwrap_or("?")
    }
}
