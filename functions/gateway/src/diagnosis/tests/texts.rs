//! The words of findings.

use super::site::{FAILED, Site};
use crate::{
    diagnosis::{Cause, Finding, ReportContext, report::check},
    settings::{Deployment, Problem},
};
use wire::{Environment, Language, report::CheckId};

/// Every cause at every check, in each language and environment.
#[test]
fn every_cause_has_an_explanation_and_a_fix_in_both_languages() {
    let site = Site::cloudflare();
    for cause in Cause::ALL {
        for id in CheckId::all().chain([CheckId::Rotation]) {
            for (language, environment) in [
                (Language::English, Environment::Local),
                (Language::Chinese, Environment::Preview),
                (Language::Chinese, Environment::Production),
            ] {
                let finding = Finding {
                    model: "m".to_owned(),
                    problems: vec![("MAX_TOKENS".to_owned(), Problem::Switch)],
                    ..Finding::new(id, FAILED, cause).naming(["X"])
                };
                let deployment = Deployment { environment, ..Deployment::default() };
                let (version, colo, at, open_circuits, set) = ("0", None, 0, &[][..], Vec::new());
                let context = ReportContext {
                    language,
                    deployment: &deployment,
                    version,
                    colo,
                    at,
                    open_circuits,
                    set,
                };
                let check = site.with(|subject, _| check(&finding, subject, &context));
                assert!(!check.explanation.is_empty() && !check.title.is_empty(), "{cause:?}");
                let fix = check.fix.unwrap();
                assert_eq!(
                    fix.text.is_empty(),
                    matches!(
                        cause,
                        Cause::Ok | Cause::TokenActive | Cause::RotationReady | Cause::RotationBothOpen
                    ),
                    "{cause:?}"
                );
                assert_eq!(
                    language == Language::Chinese,
                    !check.explanation.is_ascii() && check.explanation.contains(['。', '：']),
                    "{cause:?}"
                );
            }
        }
    }
}

/// The words are a part of the API: a program may rely on each of them.
#[test]
fn the_words_of_the_causes_never_change() {
    assert_eq!(Cause::ALL.map(Cause::as_str), WORDS);
}

#[rustfmt::skip]
const WORDS: [&str; 48] = [
    "ok", "not-configured", "emulator", "left-out", "setting-missing", "bad-setting", "quoted-value",
    "dev-vars-unreadable", "account-mismatch", "not-tested", "token-active", "token-invalid",
    "token-expired", "token-disabled", "unauthorized", "missing-workers-ai-permission",
    "missing-ai-gateway-permission", "gateway-missing", "gateway-unauthorized", "gateway-billing",
    "neurons-exhausted", "no-capacity", "model-forbidden", "terms-not-agreed", "account-blocked",
    "wrong-route", "model-not-found", "key-invalid", "forbidden", "location-blocked",
    "free-tier-zero", "quota-exhausted", "rate-limited", "answer-blocked", "request-refused",
    "server-error", "unreachable", "timeout", "empty-answer", "unexpected-answer", "no-provider",
    "degraded", "rotation-ready", "rotation-next-used", "rotation-next-refused",
    "rotation-both-refused", "rotation-unknown", "rotation-both-open",
];
