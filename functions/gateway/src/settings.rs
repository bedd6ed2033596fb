//! What the owner set: Pages variables and secrets, locally `.dev.vars`.
//!
//! A bad value is named, with what it should be, and never replaced by a default. An empty value
//! counts as unset, since that is what a dashboard leaves behind.

mod error;
mod names;
mod reader;

pub use error::{Problem, SettingError};
pub use names::names;

use crate::{Millis, pass::Door, providers::Service, secret::Secret, turnstile::Turnstile};
use wire::ProviderId;

/// Every setting, read and checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Order of the chain.
    pub order: Vec<ProviderId>,
    /// For Workers AI and AI Gateway.
    pub cloudflare: Cloudflare,
    /// `AI`, a binding: Workers AI without a token.
    pub has_ai_binding: bool,
    /// For the provider `workers-ai`.
    pub workers_ai_model: Option<String>,
    /// For the provider `ai-gateway`.
    pub ai_gateway: AiGateway,
    /// For the services of `functions/providers`, in their order.
    pub services: Vec<OfService>,
    /// Times and sizes.
    pub limits: Limits,
    /// `ALLOWED_ORIGINS`: other sites whose pages may ask for answers.
    pub allowed_origins: Vec<String>,
    /// `COUNTS`, a binding: a D1 database that keeps the limits' counts.
    pub has_counts_binding: bool,
    /// The visitors' codes: `ACCESS_CODE`, and `ACCESS_CODE_NEXT` while it is being changed. None: the door has no lock.
    pub access_codes: Vec<Secret>,
    /// The test for humans.
    pub turnstile: Option<Turnstile>,
    /// The owner's codes: `ADMIN_CODE`, and `ADMIN_CODE_NEXT`.
    pub admin_codes: Vec<Secret>,
    /// Tokens and keys that are to take the place of others: the name of the setting whose place it is, and the value.
    pub next: Vec<(&'static str, Secret)>,
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
    /// Whether the account's id, if there is one, cannot be one: ids have 32 hexadecimal digits.
    pub(crate) fn account_id_is_malformed(&self) -> bool {
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
    /// `AI_GATEWAY_BASE_URL`; set, it stands for the gateway's older host.
    pub base_url: Option<String>,
    /// `AI_GATEWAY_MODEL`.
    pub model: Option<String>,
    /// `AI_GATEWAY_LOG_PAYLOAD`: the gateway may store prompts and answers.
    pub log_payload: bool,
    /// `AI_GATEWAY_CACHE_TTL`: seconds for which the gateway may answer from its cache.
    pub cache_ttl_s: Option<u64>,
}

/// A service in the OpenAI dialect.
#[derive(Clone, Debug)]
pub struct OfService {
    /// Which one.
    pub id: ProviderId,
    /// `..._API_KEY`.
    pub key: Option<Secret>,
    /// `..._BASE_URL`, without a slash at the end.
    pub base_url: Option<String>,
    /// `..._MODEL`.
    pub model: Option<String>,
}

/// Times and sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `FIRST_TOKEN_TIMEOUT_MS`: from the start of an attempt to its first content.
    pub first_token_ms: Millis,
    /// `IDLE_TIMEOUT_MS`: between two events of an answer.
    pub idle_ms: Millis,
    /// `TOTAL_TIMEOUT_MS`: for the whole request.
    pub total_ms: Millis,
    /// `HEDGE_AFTER_MS`: when to start the next provider beside a silent one; 0 is off.
    pub hedge_after_ms: Millis,
    /// `MAX_INPUT_CHARS`: characters of all messages together.
    pub max_input_chars: usize,
    /// `MAX_TOKENS`: the most that one answer may have.
    pub max_tokens: u32,
    /// `RATE_LIMIT_PER_MINUTE`: requests of one visitor; 0 is no limit.
    pub rate_limit_per_minute: u32,
    /// `STREAMS_PER_VISITOR`: answers at once; 0 is no limit.
    pub streams_per_visitor: u32,
    /// `DAILY_REQUESTS`: of all visitors; 0 is no limit.
    pub daily_requests: u64,
    /// `DAILY_TOKENS`: of all visitors; 0 is no limit.
    pub daily_tokens: u64,
}

impl Limits {
    /// What holds where the owner sets nothing. A deployed site has a budget all the same: ten million tokens are some
    /// three dollars a day with Workers AI's default model (27,273 neurons a million, 1,000 neurons for $0.011). On a
    /// developer's machine there is nobody to keep out.
    pub(crate) fn default_in(environment: &str) -> Self {
        if environment == "local" {
            return Self { streams_per_visitor: 0, daily_requests: 0, daily_tokens: 0, ..Self::default() };
        }
        Self::default()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_token_ms: 10_000,
            idle_ms: 30_000,
            total_ms: 120_000,
            hedge_after_ms: 0,
            max_input_chars: 100_000,
            max_tokens: 4096,
            rate_limit_per_minute: 20,
            streams_per_visitor: 8,
            daily_requests: 2_000,
            daily_tokens: 10_000_000,
        }
    }
}

impl Limits {
    /// The most bytes that a request body may have: a character takes at most six bytes of JSON
    /// (`\uXXXX`), and the rest of the request is small.
    pub const fn max_body_bytes(&self) -> usize {
        self.max_input_chars.saturating_mul(6).saturating_add(64 * 1024)
    }
}

/// Which deployment this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// `production`, `preview` or `local`, from `wrangler.toml`.
    pub environment: String,
    /// `CF_PAGES_BRANCH`.
    pub branch: Option<String>,
    /// `CF_PAGES_COMMIT_SHA`.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    pub built_at: Option<String>,
    /// `EMULATOR=on`: the emulator stands in for the providers.
    pub emulator: bool,
    /// `TEST_ROUTES=on`: routes that only tests need.
    pub test_routes: bool,
}

impl Deployment {
    /// Reads what cannot be wrong, so that even a site with bad settings says which one it is. When it was built is no
    /// setting: the build knows.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name| lookup(name).filter(|value| !value.is_empty());
        Self {
            environment: environment(lookup),
            branch: text("CF_PAGES_BRANCH"),
            commit: text("CF_PAGES_COMMIT_SHA"),
            built_at: None,
            emulator: text("EMULATOR").as_deref() == Some("on"),
            test_routes: text("TEST_ROUTES").as_deref() == Some("on"),
        }
    }
}

/// `ENVIRONMENT`; without it, the one in which the most is at stake.
fn environment(lookup: &dyn Fn(&str) -> Option<String>) -> String {
    lookup("ENVIRONMENT").filter(|value| !value.is_empty()).unwrap_or_else(|| "production".to_owned())
}

impl Settings {
    /// Reads every setting through `lookup`.
    ///
    /// # Errors
    /// Every setting whose value cannot be used, in the order of reading.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<SettingError>> {
        let (settings, errors) = Self::read_what_can_be(lookup);
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }

    /// The settings without those whose values cannot be used, and what is wrong with these: for the
    /// report, which looks at the rest all the same.
    pub fn read_what_can_be(lookup: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<SettingError>) {
        reader::read(lookup)
    }

    /// The same, with the bindings `AI` and `COUNTS` or without: they are no text, so no lookup can find them.
    #[must_use]
    pub fn with_bindings(self, has_ai_binding: bool, has_counts_binding: bool) -> Self {
        Self { has_ai_binding, has_counts_binding, ..self }
    }

    /// What visitors' names are made with: as secret as the codes and the tokens, of which `fingerprint` is made.
    pub fn salt(&self, fingerprint: u64) -> Secret {
        let codes =
            [&self.access_codes, &self.admin_codes].map(|codes| codes.first().map_or("", Secret::reveal));
        Secret::new(format!("{fingerprint:016x}\n{}", codes.join("\n")))
    }

    /// What is set for a service; nothing, if it is none.
    pub(crate) fn service(&self, id: ProviderId) -> OfService {
        let found = self.services.iter().find(|service| service.id == id);
        found.cloned().unwrap_or(OfService { id, key: None, base_url: None, model: None })
    }

    /// The test that visitors must pass. Where there is a code, those who know it are not tested.
    pub fn challenge(&self) -> Option<&Turnstile> {
        self.turnstile.as_ref().filter(|_| self.access_codes.is_empty())
    }

    /// The codes that open a door; none, if it has no lock.
    pub fn codes(&self, door: Door) -> &[Secret] {
        match door {
            Door::Visitors => &self.access_codes,
            Door::Owner => &self.admin_codes,
        }
    }

    /// The same once the tokens and keys that are to come have come; `None` if none are.
    pub(crate) fn rotated(&self) -> Option<Self> {
        if self.next.is_empty() {
            return None;
        }
        let mut rotated = Self { next: Vec::new(), ..self.clone() };
        for (name, secret) in &self.next {
            let place = match *name {
                "CLOUDFLARE_API_TOKEN" => Some(&mut rotated.cloudflare.token),
                "AI_GATEWAY_TOKEN" => Some(&mut rotated.ai_gateway.token),
                key => {
                    let is_its = |own: &&mut OfService| {
                        Service::of(own.id).is_some_and(|service| service.settings.key == key)
                    };
                    rotated.services.iter_mut().find(is_its).map(|own| &mut own.key)
                }
            };
            if let Some(place) = place {
                *place = Some(secret.clone());
            }
        }
        Some(rotated)
    }
}

#[cfg(test)]
mod tests;
