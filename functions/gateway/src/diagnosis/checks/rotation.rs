//! Secrets that are being changed: whether the current one and the next one work, which of them is used, and what to do
//! next.

use super::{all::check_all, answers::Answers, chain::check_chain};
use crate::{
    diagnosis::{
        cause::Cause,
        finding::Finding,
        probe::{Probe, ProbeResult},
        subject::Subject,
    },
    providers::build_chain,
    services::Service,
    settings::Settings,
};
use wire::{
    ProviderId,
    report::{CheckId, Verdict},
};

/// Adds the findings about secrets that are being changed to those about the current secrets. Where a current secret is
/// refused and the next one works, the site uses the next one, so the findings with the next one replace the others.
pub(super) fn add_changes(
    subject: &Subject<'_>,
    current: Vec<Finding>,
    results: &[(Probe, ProbeResult)],
) -> Vec<Finding> {
    let mut findings = current;
    let mut changes = changed_codes(subject.settings);
    if let Some(settings) = subject.settings.with_next_secrets() {
        let next = findings_with_next_secrets(subject, &settings, results);
        for (name, _) in &subject.settings.next_secrets {
            changes.push(change(name, &findings, &next));
        }
        findings.pop();
        for (current, next) in findings.iter_mut().zip(next) {
            if current.verdict != Verdict::Ok && next.verdict == Verdict::Ok {
                *current = next;
            }
        }
        findings.push(check_chain(subject, &findings));
    }
    // The chain stays last.
    let last = findings.len().saturating_sub(1);
    findings.splice(last..last, changes);
    findings
}

/// A probe that was not sent with the next secrets does not use them, so its result holds for both.
fn findings_with_next_secrets(
    subject: &Subject<'_>,
    settings: &Settings,
    results: &[(Probe, ProbeResult)],
) -> Vec<Finding> {
    let chain = build_chain(settings);
    let is_sent_twice =
        |probe: &Probe| results.iter().any(|(other, _)| other.uses_next_secret && other.id == probe.id);
    let next = results.iter().filter(|(probe, _)| probe.uses_next_secret || !is_sent_twice(probe));
    check_all(&Subject { settings, chain: &chain, ..*subject }, &Answers::new(next))
}

/// What is known of a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SecretState {
    Works,
    Refused,
    /// No check with it had a clear result.
    Unknown,
}

/// The finding about the change of one secret.
fn change(name: &'static str, current: &[Finding], next: &[Finding]) -> Finding {
    let (verdict, cause) = match (secret_state(name, current), secret_state(name, next)) {
        (SecretState::Works, SecretState::Works) => (Verdict::Ok, Cause::RotationReady),
        (SecretState::Refused, SecretState::Works) => (Verdict::Warning, Cause::RotationNextUsed),
        (SecretState::Refused, SecretState::Refused) => (Verdict::Failed, Cause::RotationBothRefused),
        (_, SecretState::Refused) => (Verdict::Warning, Cause::RotationNextRefused),
        (SecretState::Unknown, _) | (_, SecretState::Unknown) => (Verdict::Warning, Cause::RotationUnknown),
    };
    let finding =
        Finding::new(CheckId::Rotation, verdict, cause).naming([name.to_owned(), format!("{name}_NEXT")]);
    let was_asked = |finding: &&Finding| uses_secret(finding.id, name) && finding.evidence.url.is_some();
    let evidence = next.iter().find(was_asked).map(|finding| finding.evidence.clone()).unwrap_or_default();
    Finding { evidence, ..finding }
}

fn secret_state(name: &str, findings: &[Finding]) -> SecretState {
    let own: Vec<_> = findings.iter().filter(|finding| uses_secret(finding.id, name)).collect();
    if own.iter().any(|finding| is_refusal_of(name, finding.cause)) {
        SecretState::Refused
    } else if own.iter().any(|finding| finding.verdict == Verdict::Ok) {
        SecretState::Works
    } else {
        SecretState::Unknown
    }
}

/// Whether a check is made with the secret of this setting.
fn uses_secret(id: CheckId, name: &str) -> bool {
    match id {
        CheckId::Token | CheckId::Provider(ProviderId::WorkersAi) => name == "CLOUDFLARE_API_TOKEN",
        CheckId::Provider(ProviderId::AiGateway) => {
            matches!(name, "CLOUDFLARE_API_TOKEN" | "AI_GATEWAY_TOKEN")
        }
        CheckId::Provider(id) => Service::find(id).is_some_and(|service| service.settings.key == name),
        _ => false,
    }
}

/// Whether the cause is a refusal of this very secret. A call through the gateway has two.
fn is_refusal_of(name: &str, cause: Cause) -> bool {
    cause.is_about_the_secret() && (cause == Cause::GatewayUnauthorized) == (name == "AI_GATEWAY_TOKEN")
}

/// The findings about access codes that are being changed. The site accepts both codes, so nobody is asked.
fn changed_codes(settings: &Settings) -> Vec<Finding> {
    let codes = [("ACCESS_CODE", &settings.access_codes), ("ADMIN_CODE", &settings.admin_codes)];
    let changed = codes.into_iter().filter(|(_, codes)| codes.len() > 1);
    let finding = |name: &str| {
        let finding = Finding::new(CheckId::Rotation, Verdict::Ok, Cause::RotationBothOpen);
        finding.naming([name.to_owned(), format!("{name}_NEXT")])
    };
    changed.map(|(name, _)| finding(name)).collect()
}
