//! What the settings alone decide.

use super::site::{CLOUDFLARE, FAILED, Site, WORKERS_AI, cloudflare_error};
use crate::{diagnosis::Cause, settings::Problem};
use wire::{
    Environment, Language, ProviderId,
    report::{CheckId, Verdict},
};

#[test]
fn a_check_that_was_not_made_is_skipped_and_has_not_failed() {
    let site = Site::new(&[("GEMINI_API_KEY", "test-token-1111")]);
    for id in [
        CheckId::Token,
        CheckId::Provider(ProviderId::WorkersAi),
        CheckId::AiGatewayApi,
        CheckId::Provider(ProviderId::AiGateway),
        CheckId::Provider(ProviderId::Openai),
    ] {
        assert_eq!(site.cause(id), (Verdict::Skipped, Cause::NotConfigured), "{id:?}");
    }
    assert_eq!(site.report(Language::English, Environment::Local).verdict, Verdict::Ok);
    let left_out = Site::cloudflare().set("PROVIDERS", "ai-gateway");
    assert_eq!(left_out.cause(CheckId::Provider(ProviderId::WorkersAi)), (Verdict::Skipped, Cause::LeftOut));
    let half = Site::new(&CLOUDFLARE[..1]);
    assert_eq!(
        half.cause(CheckId::Provider(ProviderId::WorkersAi)),
        (Verdict::Skipped, Cause::SettingMissing)
    );
    assert_eq!(half.cause(CheckId::Token), (Verdict::Skipped, Cause::SettingMissing));
    assert_eq!(half.cause(CheckId::Config), (Verdict::Warning, Cause::SettingMissing));
}

#[test]
fn a_value_in_quotation_marks_is_named_and_not_shown() {
    for value in ["\"test-token-1111\"", "'test-token-1111'", "`test-token-1111`", "\"test-token-1111"] {
        let site = Site::new(&[("GEMINI_API_KEY", value), ("ADMIN_CODE", "“secret”")]);
        let config = site.finding(CheckId::Config);
        assert_eq!((config.verdict, config.cause), (Verdict::Warning, Cause::QuotedValue), "{value}");
        for (language, words) in [
            (Language::English, "ADMIN_CODE has quotation marks around its value"),
            (Language::Chinese, "GEMINI_API_KEY 的值两端带有引号"),
        ] {
            let report = site.report(language, Environment::Production);
            assert!(report.checks[0].explanation.contains(words), "{}", report.checks[0].explanation);
            assert!(!format!("{report:?}").contains("token-1111"));
        }
    }
    let number = Site::new(&[("MAX_TOKENS", "\"100\""), ("GEMINI_API_KEY", "k")]).finding(CheckId::Config);
    assert_eq!(number.problems, [("MAX_TOKENS".to_owned(), Problem::Quoted)]);
}

#[test]
fn bad_settings_are_named_and_everything_else_is_still_checked() {
    let site = Site::cloudflare()
        .set("MAX_TOKENS", "many")
        .set("GEMINI_BASE_URL", "ftp://x")
        .set("GEMINI_API_KEY", "k");
    let config = site.finding(CheckId::Config);
    assert_eq!((config.verdict, config.cause), (FAILED, Cause::BadSetting));
    assert_eq!(
        config.problems.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["GEMINI_BASE_URL", "MAX_TOKENS"]
    );
    assert_eq!(site.cause(CheckId::Provider(ProviderId::WorkersAi)), (Verdict::Ok, Cause::Ok));
    assert_eq!(site.cause(CheckId::Chain), (FAILED, Cause::BadSetting));
    let bad_token = Site::cloudflare().set("CLOUDFLARE_API_TOKEN", "with space");
    assert_eq!(bad_token.cause(CheckId::Token), (Verdict::Skipped, Cause::NotTested));
    assert_eq!(
        bad_token.cause(CheckId::Provider(ProviderId::AiGateway)),
        (Verdict::Skipped, Cause::NotTested)
    );
    let short = Site::cloudflare().set("CLOUDFLARE_ACCOUNT_ID", "123").answers(
        WORKERS_AI,
        404,
        &cloudflare_error(7003),
    );
    assert_eq!(short.cause(CheckId::Config), (FAILED, Cause::AccountMismatch));
    assert_eq!(short.cause(CheckId::Provider(ProviderId::WorkersAi)), (FAILED, Cause::AccountMismatch));
}
