use super::{reader::is_safe_base, *};

fn read(pairs: &[(&str, &str)]) -> Result<Settings, Vec<SettingError>> {
    let lookup = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    Settings::read(&lookup)
}

#[test]
fn nothing_set_means_the_documented_defaults() {
    let settings = read(&[("GEMINI_API_KEY", "  ")]).unwrap();
    assert_eq!(settings.order, ProviderId::ALL);
    assert_eq!(settings.limits, Limits::default());
    assert!(settings.service(ProviderId::Gemini).key.is_none());
    assert_eq!(settings.cloudflare.base_url, "https://api.cloudflare.com/client/v4");
}

#[test]
fn every_bad_value_is_named_and_the_value_is_not_repeated() {
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
    ])
    .unwrap_err();
    let all = ProviderId::ALL.map(ProviderId::as_str).join(", ");
    let said: Vec<String> = errors.iter().map(|error| error.to_string().replace(&all, "(all)")).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    PROVIDERS must list providers, of (all), with commas
    CLOUDFLARE_ACCOUNT_ID may only have letters, digits, - and _
    AI_GATEWAY_LOG_PAYLOAD must be on or off
    AI_GATEWAY_CACHE_TTL must be a whole number from 60 to 2592000
    GEMINI_API_KEY has a character that no token has (a line break, perhaps)
    OPENAI_BASE_URL must be an https:// address (http:// only for this machine)
    FIRST_TOKEN_TIMEOUT_MS must be a whole number from 1 to 86400000
    TOTAL_TIMEOUT_MS must be a whole number from 1 to 86400000
    MAX_TOKENS must be a whole number from 1 to 1000000
    ");
}

#[test]
fn credentials_go_over_tls_or_stay_on_this_machine() {
    for good in ["https://example.com/v1", "http://127.0.0.1:9/x", "http://localhost:1", "http://[::1]:8/v1"]
    {
        assert!(is_safe_base(good), "{good}");
    }
    for bad in [
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://localhost@example.com",
        "ftp://127.0.0.1",
        "https://",
        "https://a b",
        "http://127.0.0.1\\@example.com",
    ] {
        assert!(!is_safe_base(bad), "{bad}");
    }
}

#[test]
fn the_order_is_the_owners_and_nobody_stands_in_it_twice() {
    let order = read(&[("PROVIDERS", "openai, gemini")]).unwrap().order;
    assert_eq!(order, [ProviderId::Openai, ProviderId::Gemini]);
    let errors = read(&[("PROVIDERS", "openai,gemini,openai")]).unwrap_err();
    assert_eq!(errors, [SettingError { name: "PROVIDERS", problem: Problem::Doubled }]);
}
