//! The names of all settings.

use crate::services::SERVICES;

/// The settings that are listed before those of the services.
const BEFORE_SERVICES: [&str; 13] = [
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
/// The settings that are listed after those of the services.
const AFTER_SERVICES: [&str; 30] = [
    "FIRST_TOKEN_TIMEOUT_MS",
    "BODY_TIMEOUT_MS",
    "THINKING_TIMEOUT_MS",
    "IDLE_TIMEOUT_MS",
    "TOTAL_TIMEOUT_MS",
    "HEDGE_AFTER_MS",
    "MAX_INPUT_CHARS",
    "MAX_TOKENS",
    "MAX_CHOICES",
    "MAX_IMAGE_BYTES",
    "RATE_LIMIT_PER_MINUTE",
    "STREAMS_PER_VISITOR",
    "DAILY_REQUESTS",
    "DAILY_TOKENS",
    "ALLOWED_FIELDS",
    "ALLOWED_ORIGINS",
    "RECORD_TRAFFIC",
    "KEEP_REQUESTS_DAYS",
    "KEEP_REQUESTS",
    "ACCESS_CODE",
    "ACCESS_CODE_NEXT",
    "TURNSTILE_SITE_KEY",
    "TURNSTILE_SECRET_KEY",
    "TURNSTILE_BASE_URL",
    "ADMIN_CODE",
    "ADMIN_CODE_NEXT",
    "ALERT_WEBHOOK_URL",
    "ENVIRONMENT",
    "EMULATOR",
    "TEST_ROUTES",
];

/// Every setting that the site reads, as Pages and `.dev.vars` spell it.
pub fn names() -> impl Iterator<Item = &'static str> {
    let of_services = SERVICES.iter().flat_map(|service| service.settings.all());
    BEFORE_SERVICES.into_iter().chain(of_services).chain(AFTER_SERVICES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_settings_have_the_same_name() {
        let mut names: Vec<&str> = names().collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
