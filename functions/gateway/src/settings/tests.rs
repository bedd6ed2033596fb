use super::*;
use crate::testing::lookup;
use wire::{Environment, ProviderId};

fn read(pairs: &[(&str, &str)]) -> Result<Settings, Vec<SettingError>> {
    Settings::read(&lookup(pairs))
}

#[test]
fn without_settings_the_documented_defaults_hold() {
    let settings = read(&[("GEMINI_API_KEY", "  ")]).unwrap();
    assert_eq!(settings.order, ProviderId::ALL);
    assert_eq!(settings.limits, Limits::default());
    assert!(settings.service(ProviderId::Gemini).key.is_none());
    assert!(settings.records_traffic && !settings.ai_gateway.log_payload);
    assert_eq!(settings.cloudflare.base_url, "https://api.cloudflare.com/client/v4");
}

#[test]
fn a_developers_machine_has_no_daily_budget() {
    let local = read(&[("ENVIRONMENT", "local")]).unwrap().limits;
    assert_eq!((local.streams_per_visitor, local.daily_requests, local.daily_tokens), (0, 0, 0));
    assert_eq!(local, Limits::default_in(Environment::Local));
    assert_eq!(read(&[("ENVIRONMENT", "preview")]).unwrap().limits, Limits::default());
}

#[test]
fn every_bad_value_is_reported_without_the_value() {
    let errors = read(&[
        ("PROVIDERS", "gemini, claude"),
        ("CLOUDFLARE_ACCOUNT_ID", "a/../b"),
        ("GEMINI_API_KEY", "test key"),
        ("OPENAI_BASE_URL", "http://example.com/v1"),
        ("FIRST_TOKEN_TIMEOUT_MS", "10s"),
        ("MAX_TOKENS", "0"),
        ("TOTAL_TIMEOUT_MS", "99999999999"),
        ("AI_GATEWAY_LOG_PAYLOAD", "maybe"),
        ("AI_GATEWAY_CACHE_TTL", "5"),
        ("RECORD_TRAFFIC", "no"),
        ("ALERT_WEBHOOK_URL", "http://hooks.example/test-token-0000"),
    ])
    .unwrap_err();
    let all = ProviderId::ALL.map(ProviderId::as_str).join(", ");
    let sentences: Vec<String> =
        errors.iter().map(|error| error.to_string().replace(&all, "(all)")).collect();
    insta::assert_snapshot!(sentences.join("\n"), @r"
    PROVIDERS must list providers, of (all), with commas
    CLOUDFLARE_ACCOUNT_ID may only have letters, digits, - and _
    AI_GATEWAY_LOG_PAYLOAD must be on or off
    AI_GATEWAY_CACHE_TTL must be a whole number from 60 to 2592000
    GEMINI_API_KEY has a character that no token has (a line break, perhaps)
    OPENAI_BASE_URL must be an https:// address (http:// only for this machine)
    FIRST_TOKEN_TIMEOUT_MS must be a whole number from 1 to 86400000
    TOTAL_TIMEOUT_MS must be a whole number from 1 to 86400000
    MAX_TOKENS must be a whole number from 1 to 1000000
    RECORD_TRAFFIC must be on or off
    ALERT_WEBHOOK_URL must be an https:// address (http:// only for this machine)
    ");
}

#[test]
fn the_chain_has_the_owners_order_and_no_provider_twice() {
    let order = read(&[("PROVIDERS", "openai, gemini")]).unwrap().order;
    assert_eq!(order, [ProviderId::Openai, ProviderId::Gemini]);
    let errors = read(&[("PROVIDERS", "openai,gemini,openai")]).unwrap_err();
    assert_eq!(errors, [SettingError { name: "PROVIDERS", problem: Problem::Duplicate }]);
}
