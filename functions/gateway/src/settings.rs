//! What the owner set: Pages variables and secrets, locally `.dev.vars`.
//!
//! A bad value is named, with what it should be, and never replaced by a default. An empty value
//! counts as unset, since that is what a dashboard leaves behind.

mod error;

pub use error::{Problem, SettingError};

use crate::{Millis, secret::Secret};
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
    /// For the provider `gemini`.
    pub gemini: Gemini,
    /// For the provider `openai`.
    pub openai: Openai,
    /// Times and sizes.
    pub limits: Limits,
    /// The visitors' code.
    pub access_code: Option<Secret>,
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

/// Google Gemini.
#[derive(Clone, Debug)]
pub struct Gemini {
    /// `GEMINI_API_KEY`.
    pub key: Option<Secret>,
    /// `GEMINI_BASE_URL`, without a slash at the end.
    pub base_url: String,
    /// `GEMINI_MODEL`.
    pub model: Option<String>,
}

/// An OpenAI-compatible service.
#[derive(Clone, Debug)]
pub struct Openai {
    /// `OPENAI_BASE_URL`, without a slash at the end.
    pub base_url: Option<String>,
    /// `OPENAI_API_KEY`.
    pub key: Option<Secret>,
    /// `OPENAI_MODEL`.
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
    /// `EMULATOR=on`: the emulator stands in for the providers.
    pub emulator: bool,
    /// `TEST_ROUTES=on`: routes that only tests need.
    pub test_routes: bool,
}

impl Deployment {
    /// Reads what cannot be wrong, so that even a site with bad settings says which one it is.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name| lookup(name).filter(|value| !value.is_empty());
        Self {
            environment: text("ENVIRONMENT").unwrap_or_else(|| "production".to_owned()),
            branch: text("CF_PAGES_BRANCH"),
            commit: text("CF_PAGES_COMMIT_SHA"),
            emulator: text("EMULATOR").as_deref() == Some("on"),
            test_routes: text("TEST_ROUTES").as_deref() == Some("on"),
        }
    }
}

impl Settings {
    /// Reads every setting through `lookup`.
    ///
    /// # Errors
    /// Every setting whose value cannot be used, in the order of reading.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<SettingError>> {
        let mut reader = Reader { lookup, errors: Vec::new() };
        let settings = reader.settings();
        if reader.errors.is_empty() { Ok(settings) } else { Err(reader.errors) }
    }

    /// The same, with the `AI` binding or without: it is no text, so no lookup can find it.
    #[must_use]
    pub fn with_ai_binding(self, has_ai_binding: bool) -> Self {
        Self { has_ai_binding, ..self }
    }
}

struct Reader<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
    errors: Vec<SettingError>,
}

impl Reader<'_> {
    fn settings(&mut self) -> Settings {
        Settings {
            order: self.order(),
            cloudflare: Cloudflare {
                account_id: self.id("CLOUDFLARE_ACCOUNT_ID"),
                token: self.secret("CLOUDFLARE_API_TOKEN"),
                base_url: self.url_or("CLOUDFLARE_API_BASE_URL", "https://api.cloudflare.com/client/v4"),
            },
            has_ai_binding: false,
            workers_ai_model: self.text("WORKERS_AI_MODEL"),
            ai_gateway: AiGateway {
                id: self.id("AI_GATEWAY_ID"),
                token: self.secret("AI_GATEWAY_TOKEN"),
                base_url: self.url("AI_GATEWAY_BASE_URL"),
                model: self.text("AI_GATEWAY_MODEL"),
                log_payload: self.switch("AI_GATEWAY_LOG_PAYLOAD"),
                cache_ttl_s: self.cache_ttl(),
            },
            gemini: Gemini {
                key: self.secret("GEMINI_API_KEY"),
                base_url: self.url_or("GEMINI_BASE_URL", "https://generativelanguage.googleapis.com/v1beta"),
                model: self.text("GEMINI_MODEL"),
            },
            openai: Openai {
                base_url: self.url("OPENAI_BASE_URL"),
                key: self.secret("OPENAI_API_KEY"),
                model: self.text("OPENAI_MODEL"),
            },
            limits: self.limits(),
            access_code: self.text("ACCESS_CODE").map(Secret::new),
        }
    }

    fn limits(&mut self) -> Limits {
        const DAY: u64 = 86_400_000;
        let default = Limits::default();
        Limits {
            first_token_ms: self.number("FIRST_TOKEN_TIMEOUT_MS", 1, DAY, default.first_token_ms),
            idle_ms: self.number("IDLE_TIMEOUT_MS", 1, DAY, default.idle_ms),
            total_ms: self.number("TOTAL_TIMEOUT_MS", 1, DAY, default.total_ms),
            hedge_after_ms: self.number("HEDGE_AFTER_MS", 0, DAY, default.hedge_after_ms),
            max_input_chars: self.number("MAX_INPUT_CHARS", 1, 10_000_000, default.max_input_chars as u64)
                as usize,
            max_tokens: self.number("MAX_TOKENS", 1, 1_000_000, u64::from(default.max_tokens)) as u32,
            rate_limit_per_minute: self.number(
                "RATE_LIMIT_PER_MINUTE",
                0,
                1_000_000,
                u64::from(default.rate_limit_per_minute),
            ) as u32,
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn fail(&mut self, name: &'static str, problem: Problem) {
        self.errors.push(SettingError { name, problem });
    }

    fn secret(&mut self, name: &'static str) -> Option<Secret> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_graphic()) {
            self.fail(name, Problem::Header);
        }
        Some(Secret::new(value))
    }

    /// Ids become a part of an address, so they cannot have characters that change its path.
    fn id(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            self.fail(name, Problem::Id);
        }
        Some(value)
    }

    fn url(&mut self, name: &'static str) -> Option<String> {
        let value = self.text(name)?;
        if !is_safe_base(&value) {
            self.fail(name, Problem::Url);
        }
        Some(value.trim_end_matches('/').to_owned())
    }

    fn url_or(&mut self, name: &'static str, default: &str) -> String {
        self.url(name).unwrap_or_else(|| default.to_owned())
    }

    fn number(&mut self, name: &'static str, min: u64, max: u64, default: u64) -> u64 {
        let Some(value) = self.text(name) else { return default };
        match value.parse() {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.fail(name, Problem::Number(min, max));
                default
            }
        }
    }

    fn switch(&mut self, name: &'static str) -> bool {
        match self.text(name).as_deref() {
            Some("on" | "true") => true,
            None | Some("off" | "false") => false,
            Some(_) => {
                self.fail(name, Problem::Switch);
                false
            }
        }
    }

    /// From a minute to a month, as AI Gateway's `cf-aig-cache-ttl` takes it.
    fn cache_ttl(&mut self) -> Option<u64> {
        const NAME: &str = "AI_GATEWAY_CACHE_TTL";
        self.text(NAME)?;
        Some(self.number(NAME, 60, 30 * 86_400, 60))
    }

    fn order(&mut self) -> Vec<ProviderId> {
        let Some(list) = self.text("PROVIDERS") else { return ProviderId::ALL.to_vec() };
        let mut order = Vec::new();
        for id in list.split(',').map(|name| name.trim().parse::<ProviderId>()) {
            match id {
                Ok(id) if !order.contains(&id) => order.push(id),
                Ok(_) => {
                    self.fail("PROVIDERS", Problem::Doubled);
                    break;
                }
                Err(()) => {
                    self.fail("PROVIDERS", Problem::Providers);
                    break;
                }
            }
        }
        order
    }
}

/// Whether credentials may be sent there: over TLS, or to this very machine.
fn is_safe_base(url: &str) -> bool {
    let (rest, tls) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => return false,
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((v6, _)) => v6,
        None => authority.split(':').next().unwrap_or_default(),
    };
    let plain = url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'\\' | b'@'));
    let loopback = host == "localhost" || host == "::1" || is_loopback_v4(host);
    plain && !host.is_empty() && (tls || loopback)
}

fn is_loopback_v4(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
