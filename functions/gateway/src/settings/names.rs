//! The names of all settings.

use crate::providers::SERVICES;

/// What comes before the services' own settings, and what comes after them.
const FIRST: [&str; 13] = [
    "PROVIDERS",
    "CLOUDFLARE_ACCOUNT_ID",
    "CLOUDFLARE_API_TOKEN",
    "CLOUDFLARE_API_TOKEN_NEXT",
    "CLOUDFLARE_API_BASE_URL",
    "WORKERS_AI_MODEL",
    "AI_GATEWAY_ID",
    "AI_GATEWAY_TOKEN",
    "AI_GATEWAY_TOKEN_NEXT",
    "AI_GATEWAY_BASE_URL",
    "AI_GATEWAY_MODEL",
    "AI_GATEWAY_LOG_PAYLOAD",
    "AI_GATEWAY_CACHE_TTL",
];
const LAST: [&str; 21] = [
    "FIRST_TOKEN_TIMEOUT_MS",
    "IDLE_TIMEOUT_MS",
    "TOTAL_TIMEOUT_MS",
    "HEDGE_AFTER_MS",
    "MAX_INPUT_CHARS",
    "MAX_TOKENS",
    "RATE_LIMIT_PER_MINUTE",
    "STREAMS_PER_VISITOR",
    "DAILY_REQUESTS",
    "DAILY_TOKENS",
    "ALLOWED_ORIGINS",
    "ACCESS_CODE",
    "ACCESS_CODE_NEXT",
    "TURNSTILE_SITE_KEY",
    "TURNSTILE_SECRET_KEY",
    "TURNSTILE_BASE_URL",
    "ADMIN_CODE",
    "ADMIN_CODE_NEXT",
    "ENVIRONMENT",
    "EMULATOR",
    "TEST_ROUTES",
];

/// Every setting that the site reads, as Pages and `.dev.vars` spell it.
pub fn names() -> impl Iterator<Item = &'static str> {
    let of_services = SERVICES.iter().flat_map(|service| {
        let names = service.settings;
        [names.key, names.next_key, names.base_url, names.model]
    });
    FIRST.into_iter().chain(of_services).chain(LAST)
}
