//! Reads every setting.

use super::{
    deployment::environment,
    error::SettingError,
    limits::Limits,
    reader::Reader,
    values::{AiGateway, Cloudflare, KeptRequests, ServiceSettings, Settings},
};
use crate::{
    services::{SERVICES, Service},
    time::DAY_MS,
};

impl Settings {
    /// Reads every setting through `lookup`.
    ///
    /// # Errors
    /// Every setting whose value cannot be used, in the order of reading.
    pub fn read(lookup: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<SettingError>> {
        let (settings, errors) = Self::read_valid(lookup);
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }

    /// Reads the settings whose values can be used, and says what is wrong with the others. The report still checks the
    /// rest of a site that has a bad setting.
    pub fn read_valid(lookup: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<SettingError>) {
        let mut reader = Reader::new(lookup);
        let settings = read(&mut reader, Limits::default_in(environment(lookup)));
        reader.finish(settings)
    }
}

/// Errors are reported in the order of these fields.
fn read(reader: &mut Reader<'_>, default_limits: Limits) -> Settings {
    Settings {
        order: reader.provider_order("PROVIDERS"),
        cloudflare: Cloudflare {
            account_id: reader.id("CLOUDFLARE_ACCOUNT_ID"),
            token: reader.changing_secret("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_TOKEN_NEXT"),
            base_url: reader.url_or("CLOUDFLARE_API_BASE_URL", "https://api.cloudflare.com/client/v4"),
        },
        has_ai_binding: false,
        has_database: false,
        workers_ai_models: reader.list("WORKERS_AI_MODEL"),
        ai_gateway: AiGateway {
            id: reader.id("AI_GATEWAY_ID"),
            token: reader.changing_secret("AI_GATEWAY_TOKEN", "AI_GATEWAY_TOKEN_NEXT"),
            base_url: reader.url("AI_GATEWAY_BASE_URL"),
            models: reader.list("AI_GATEWAY_MODEL"),
            log_payload: reader.switch("AI_GATEWAY_LOG_PAYLOAD", false),
            cache_ttl_s: cache_ttl(reader),
        },
        services: services(reader),
        limits: limits(reader, default_limits),
        allowed_fields: reader.list("ALLOWED_FIELDS"),
        allowed_origins: reader.origins("ALLOWED_ORIGINS"),
        records_traffic: reader.switch("RECORD_TRAFFIC", true),
        kept_requests: KeptRequests {
            days: reader.number("KEEP_REQUESTS_DAYS", 0, 3_650, 30),
            most: reader.number("KEEP_REQUESTS", 0, 1_000_000, 20_000),
        },
        access_codes: reader.codes(["ACCESS_CODE", "ACCESS_CODE_NEXT"]),
        turnstile: reader.turnstile(),
        admin_codes: reader.codes(["ADMIN_CODE", "ADMIN_CODE_NEXT"]),
        alert_webhook: reader.webhook("ALERT_WEBHOOK_URL"),
        next_secrets: Vec::new(),
        quoted: Vec::new(),
    }
}

fn services(reader: &mut Reader<'_>) -> Vec<ServiceSettings> {
    let service = |service: &'static Service| ServiceSettings {
        id: service.id,
        key: reader.changing_secret(service.settings.key, service.settings.next_key),
        base_url: reader.url(service.settings.base_url),
        models: reader.list(service.settings.model),
    };
    SERVICES.iter().map(service).collect()
}

/// `AI_GATEWAY_CACHE_TTL`: from a minute to a month, the range of AI Gateway's header `cf-aig-cache-ttl`.
fn cache_ttl(reader: &mut Reader<'_>) -> Option<u64> {
    const NAME: &str = "AI_GATEWAY_CACHE_TTL";
    reader.text(NAME)?;
    Some(reader.number(NAME, 60, 30 * 86_400, 60))
}

fn limits(reader: &mut Reader<'_>, default: Limits) -> Limits {
    const MAX_DAILY: u64 = 1_000_000_000_000;
    const MAX_PER_VISITOR: u64 = 1_000_000;
    let mut number = |name, min, max, default| reader.number(name, min, max, default);
    Limits {
        first_token_ms: number("FIRST_TOKEN_TIMEOUT_MS", 1, DAY_MS, default.first_token_ms),
        body_ms: number("BODY_TIMEOUT_MS", 1, DAY_MS, default.body_ms),
        thinking_ms: number("THINKING_TIMEOUT_MS", 1, DAY_MS, default.thinking_ms),
        idle_ms: number("IDLE_TIMEOUT_MS", 1, DAY_MS, default.idle_ms),
        total_ms: number("TOTAL_TIMEOUT_MS", 1, DAY_MS, default.total_ms),
        hedge_after_ms: number("HEDGE_AFTER_MS", 0, DAY_MS, default.hedge_after_ms),
        max_input_chars: number("MAX_INPUT_CHARS", 1, 10_000_000, default.max_input_chars as u64) as usize,
        max_tokens: number("MAX_TOKENS", 1, 1_000_000, default.max_tokens.into()) as u32,
        max_choices: number("MAX_CHOICES", 1, 128, default.max_choices.into()) as u32,
        max_image_bytes: number("MAX_IMAGE_BYTES", 0, 50_000_000, default.max_image_bytes as u64) as usize,
        rate_limit_per_minute: number(
            "RATE_LIMIT_PER_MINUTE",
            0,
            MAX_PER_VISITOR,
            default.rate_limit_per_minute.into(),
        ) as u32,
        streams_per_visitor: number(
            "STREAMS_PER_VISITOR",
            0,
            MAX_PER_VISITOR,
            default.streams_per_visitor.into(),
        ) as u32,
        daily_requests: number("DAILY_REQUESTS", 0, MAX_DAILY, default.daily_requests),
        daily_tokens: number("DAILY_TOKENS", 0, MAX_DAILY, default.daily_tokens),
    }
}
