//! The settings as values that have been checked.

use super::limits::Limits;
use crate::{secret::Secret, services::Service};
use wire::ProviderId;

/// Every setting, read and checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `PROVIDERS`: the order of the chain.
    pub order: Vec<ProviderId>,
    /// For Workers AI and AI Gateway.
    pub cloudflare: Cloudflare,
    /// `AI`, a binding: Workers AI without a token.
    pub has_ai_binding: bool,
    /// `WORKERS_AI_MODEL`: the default model first; empty if unset.
    pub workers_ai_models: Vec<String>,
    /// For the provider `ai-gateway`.
    pub ai_gateway: AiGateway,
    /// For the services of `functions/providers`, in their order.
    pub services: Vec<ServiceSettings>,
    /// Times and sizes.
    pub limits: Limits,
    /// `ALLOWED_FIELDS`: fields of requests that are passed on although they cost more, or although this site does not
    /// know them.
    pub allowed_fields: Vec<String>,
    /// `ALLOWED_ORIGINS`: other sites whose pages may ask for answers.
    pub allowed_origins: Vec<String>,
    /// `DB`, a binding: a D1 database that keeps the counts of the limits, and how visitors were served.
    pub has_database: bool,
    /// `RECORD_TRAFFIC`: how visitors were served is kept for the owner.
    pub records_traffic: bool,
    /// The single requests that are kept for the owner.
    pub kept_requests: KeptRequests,
    /// `ACCESS_CODE`, and `ACCESS_CODE_NEXT` while the code is being changed. Empty: the site is open to everyone.
    pub access_codes: Vec<Secret>,
    /// The test for humans.
    pub turnstile: Option<TurnstileSettings>,
    /// `ADMIN_CODE`, and `ADMIN_CODE_NEXT` while the code is being changed.
    pub admin_codes: Vec<Secret>,
    /// `ALERT_WEBHOOK_URL`: where the owner is told that something is wrong. Its path is as good as a token.
    pub alert_webhook: Option<Secret>,
    /// Tokens and keys that are about to replace others: the name of the setting to replace, and the new value.
    pub next_secrets: Vec<(&'static str, Secret)>,
    /// The settings whose values have quotation marks at an end, which are a part of them.
    pub quoted: Vec<&'static str>,
}

/// How long single requests are kept, in the database `DB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptRequests {
    /// `KEEP_REQUESTS_DAYS`.
    pub days: u64,
    /// `KEEP_REQUESTS`: how many at most.
    pub most: u64,
}

/// The Cloudflare account.
#[derive(Clone, Debug)]
pub struct Cloudflare {
    /// `CLOUDFLARE_ACCOUNT_ID`.
    pub account_id: Option<String>,
    /// `CLOUDFLARE_API_TOKEN`.
    pub token: Option<Secret>,
    /// `CLOUDFLARE_API_BASE_URL`, without a slash at the end.
    pub base_url: String,
}

impl Cloudflare {
    /// Whether the account id is set and cannot be one: an account id has 32 hexadecimal digits.
    pub(crate) fn has_malformed_account_id(&self) -> bool {
        let is_id = |id: &str| id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
        self.account_id.as_deref().is_some_and(|id| !is_id(id))
    }
}

/// The AI Gateway.
#[derive(Clone, Debug)]
pub struct AiGateway {
    /// `AI_GATEWAY_ID`.
    pub id: Option<String>,
    /// `AI_GATEWAY_TOKEN`.
    pub token: Option<Secret>,
    /// `AI_GATEWAY_BASE_URL`. Where it is set, the gateway is asked through its older host.
    pub base_url: Option<String>,
    /// `AI_GATEWAY_MODEL`: the default model first; empty if unset.
    pub models: Vec<String>,
    /// `AI_GATEWAY_LOG_PAYLOAD`: the gateway may store prompts and answers.
    pub log_payload: bool,
    /// `AI_GATEWAY_CACHE_TTL`: seconds for which the gateway may answer from its cache.
    pub cache_ttl_s: Option<u64>,
}

/// A service in the OpenAI dialect.
#[derive(Clone, Debug)]
pub struct ServiceSettings {
    /// Which service.
    pub id: ProviderId,
    /// `..._API_KEY`.
    pub key: Option<Secret>,
    /// `..._BASE_URL`, without a slash at the end.
    pub base_url: Option<String>,
    /// `..._MODEL`: the default model first; empty if unset.
    pub models: Vec<String>,
}

/// Turnstile, Cloudflare's test for humans: a widget of the owner's.
#[derive(Clone, Debug)]
pub struct TurnstileSettings {
    /// `TURNSTILE_SITE_KEY`, which is public.
    pub site_key: String,
    /// `TURNSTILE_SECRET_KEY`.
    pub secret_key: Secret,
    /// `TURNSTILE_BASE_URL`, without a slash at the end.
    pub base_url: String,
}

impl Settings {
    /// The settings with or without the bindings `AI` and `DB`, which no lookup finds since they are no texts.
    #[must_use]
    pub fn with_bindings(self, has_ai_binding: bool, has_database: bool) -> Self {
        Self { has_ai_binding, has_database, ..self }
    }

    /// The key that visitors' names are made with. It is as secret as the codes, and as the tokens in the chain's
    /// `fingerprint`.
    pub fn visitor_salt(&self, fingerprint: &str) -> Secret {
        let codes =
            [&self.access_codes, &self.admin_codes].map(|codes| codes.first().map_or("", Secret::reveal));
        Secret::new(format!("{fingerprint}\n{}", codes.join("\n")))
    }

    /// The settings of a service; all unset if the id is not a service's.
    pub(crate) fn service(&self, id: ProviderId) -> ServiceSettings {
        let found = self.services.iter().find(|service| service.id == id);
        found.cloned().unwrap_or(ServiceSettings { id, key: None, base_url: None, models: Vec::new() })
    }

    /// The test that visitors must pass. Where there is an access code, nobody is tested.
    pub fn challenge(&self) -> Option<&TurnstileSettings> {
        self.turnstile.as_ref().filter(|_| self.access_codes.is_empty())
    }

    /// The settings once the next tokens and keys have replaced the current ones; `None` if there are no next ones.
    pub(crate) fn with_next_secrets(&self) -> Option<Self> {
        if self.next_secrets.is_empty() {
            return None;
        }
        let mut settings = Self { next_secrets: Vec::new(), ..self.clone() };
        for (name, secret) in &self.next_secrets {
            if let Some(current) = settings.secret_mut(name) {
                *current = Some(secret.clone());
            }
        }
        Some(settings)
    }

    /// The token or key of a setting's name.
    fn secret_mut(&mut self, name: &str) -> Option<&mut Option<Secret>> {
        match name {
            "CLOUDFLARE_API_TOKEN" => Some(&mut self.cloudflare.token),
            "AI_GATEWAY_TOKEN" => Some(&mut self.ai_gateway.token),
            key => {
                let has_key = |own: &&mut ServiceSettings| {
                    Service::find(own.id).is_some_and(|service| service.settings.key == key)
                };
                self.services.iter_mut().find(has_key).map(|own| &mut own.key)
            }
        }
    }
}
