//! Secrets that are being changed.

use super::site::{FAILED, GATEWAY, GEMINI, INVALID, OPENAI, REFUSED, Site, WORKERS_AI};
use crate::diagnosis::{Cause, ProbeId, plan};
use wire::{
    Environment, Language, Outcome, ProviderId,
    report::{CheckId, Verdict},
};

const KEY_REFUSED: &str = r#"[{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]"#;

fn gemini() -> Site {
    Site::new(&[("GEMINI_API_KEY", "test-token-0000"), ("GEMINI_API_KEY_NEXT", "test-token-1111")])
}

/// The verdicts and causes of the change, of Gemini and of the chain.
fn causes(site: &Site) -> [(Verdict, Cause); 3] {
    let gemini = CheckId::Provider(ProviderId::Gemini);
    [CheckId::Rotation, gemini, CheckId::Chain].map(|id| site.cause(id))
}

#[test]
fn the_report_says_which_of_two_keys_is_used_and_one_that_works_is_enough() {
    use Verdict::{Ok, Warning};
    assert_eq!(causes(&gemini()), [(Ok, Cause::RotationReady), (Ok, Cause::Ok), (Ok, Cause::Ok)]);
    let refused = gemini().answers(GEMINI, 400, KEY_REFUSED);
    assert_eq!(causes(&refused), [(Warning, Cause::RotationNextUsed), (Ok, Cause::Ok), (Ok, Cause::Ok)]);
    let wrong = gemini().next_answers(GEMINI, 400, KEY_REFUSED);
    assert_eq!(causes(&wrong), [(Warning, Cause::RotationNextRefused), (Ok, Cause::Ok), (Ok, Cause::Ok)]);
    let both = refused.next_answers(GEMINI, 400, KEY_REFUSED);
    assert_eq!(
        causes(&both),
        [(FAILED, Cause::RotationBothRefused), (FAILED, Cause::KeyInvalid), (FAILED, Cause::NoProvider)]
    );
}

#[test]
fn a_secret_without_a_clear_result_is_not_reported_as_working() {
    let away = gemini().next_fails(GEMINI, Outcome::Timeout);
    assert_eq!(away.cause(CheckId::Rotation), (Verdict::Warning, Cause::RotationUnknown));
    let both = gemini().fails(GEMINI, Outcome::Network);
    assert_eq!(both.cause(CheckId::Rotation), (Verdict::Warning, Cause::RotationUnknown));
    // A dead token of the account says nothing about the gateway's own token.
    let gateways = Site::cloudflare()
        .set("AI_GATEWAY_TOKEN", "test-token-1111")
        .set("AI_GATEWAY_TOKEN_NEXT", "test-token-2222")
        .answers(ProbeId::UserToken, 401, INVALID)
        .answers(WORKERS_AI, 401, REFUSED)
        .answers(GATEWAY, 401, REFUSED)
        .next_answers(GATEWAY, 401, REFUSED);
    assert_eq!(gateways.cause(CheckId::Rotation), (Verdict::Warning, Cause::RotationUnknown));
}

#[test]
fn a_change_comes_before_the_chain_names_both_settings_and_says_what_to_do_next() {
    let report =
        gemini().answers(GEMINI, 400, KEY_REFUSED).report(Language::English, Environment::Production);
    let [.., change, chain] = report.checks.as_slice() else { panic!("{report:#?}") };
    assert_eq!((change.id, chain.id), (CheckId::Rotation, CheckId::Chain));
    assert_eq!(change.title, "Change of a secret: GEMINI_API_KEY");
    assert_eq!(change.explanation, "GEMINI_API_KEY is refused; GEMINI_API_KEY_NEXT is used.");
    let fix = change.fix.as_ref().unwrap();
    assert!(
        fix.text
            .starts_with("End the change: give GEMINI_API_KEY the value of GEMINI_API_KEY_NEXT, and delete")
    );
    assert_eq!(fix.command.as_deref(), Some("npx wrangler pages secret put GEMINI_API_KEY"));
    assert!(change.evidence.url.as_ref().unwrap().contains("googleapis.com"));
    let wrong =
        gemini().next_answers(GEMINI, 400, KEY_REFUSED).report(Language::Chinese, Environment::Preview);
    let command =
        wrong.checks.iter().find(|check| check.id == CheckId::Rotation).unwrap().fix.clone().unwrap().command;
    assert_eq!(command.as_deref(), Some("npx wrangler pages secret put GEMINI_API_KEY_NEXT --env preview"));
}

#[test]
fn a_new_cloudflare_token_replaces_the_old_one_in_every_check() {
    let site = Site::cloudflare().set("CLOUDFLARE_API_TOKEN_NEXT", "test-token-1111");
    assert_eq!(site.cause(CheckId::Rotation), (Verdict::Ok, Cause::RotationReady));
    // The old token is revoked: every check goes on with the next one.
    let revoked = site
        .answers(ProbeId::UserToken, 401, INVALID)
        .answers(ProbeId::Accounts, 401, REFUSED)
        .answers(ProbeId::Gateways, 401, REFUSED)
        .answers(WORKERS_AI, 401, REFUSED)
        .answers(GATEWAY, 401, REFUSED);
    assert_eq!(revoked.cause(CheckId::Rotation), (Verdict::Warning, Cause::RotationNextUsed));
    assert_eq!(revoked.cause(CheckId::Token), (Verdict::Ok, Cause::TokenActive));
    for id in [ProviderId::WorkersAi, ProviderId::AiGateway] {
        assert_eq!(revoked.cause(CheckId::Provider(id)), (Verdict::Ok, Cause::Ok), "{id}");
    }
    // The next token is active, and lacks a permission.
    let lacking = Site::cloudflare()
        .set("CLOUDFLARE_API_TOKEN_NEXT", "test-token-1111")
        .next_answers(WORKERS_AI, 401, REFUSED)
        .next_answers(GATEWAY, 401, REFUSED);
    assert_eq!(lacking.cause(CheckId::Rotation), (Verdict::Warning, Cause::RotationNextRefused));
    assert_eq!(lacking.cause(CheckId::Chain), (Verdict::Ok, Cause::Ok));
}

#[test]
fn a_probe_without_a_changed_secret_is_sent_once() {
    let site = gemini().set("OPENAI_API_KEY", "test-token-2222");
    site.with(|subject, _| {
        let probes: Vec<(ProbeId, bool)> =
            plan(subject).iter().map(|probe| (probe.id, probe.uses_next_secret)).collect();
        assert_eq!(probes, [(GEMINI, false), (OPENAI, false), (GEMINI, true)]);
    });
    let next_alone = Site::new(&[("GEMINI_API_KEY_NEXT", "test-token-1111")]);
    next_alone.with(|subject, findings| {
        assert_eq!(plan(subject).len(), 1);
        assert!(findings.iter().all(|finding| finding.id != CheckId::Rotation));
    });
}

#[test]
fn codes_that_are_being_changed_are_reported_without_a_probe() {
    let site = gemini().set("ADMIN_CODE", "test-code-0000").set("ADMIN_CODE_NEXT", "test-code-1111");
    site.with(|_, findings| {
        let changes: Vec<_> = findings
            .iter()
            .filter(|f| f.id == CheckId::Rotation)
            .map(|f| (f.cause, f.names[0].as_str()))
            .collect();
        assert_eq!(
            changes,
            [(Cause::RotationBothOpen, "ADMIN_CODE"), (Cause::RotationReady, "GEMINI_API_KEY")]
        );
    });
}
