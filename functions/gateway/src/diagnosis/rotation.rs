//! Secrets that are being changed: whether the old one and the next one work, which of them is used, and what to do next.

use super::{Cause, CheckId, Finding, Probe, Subject, Taken, Verdict, conclude_once, config};
use crate::{
    providers::{Service, chain},
    settings::Settings,
};
use wire::ProviderId;

/// What was found with the secrets of now, looked at together with what is found with the next ones: where the old one
/// is refused and the next one works, that is how the site is.
pub(super) fn over(subject: &Subject<'_>, of_now: Vec<Finding>, answers: &[(Probe, Taken)]) -> Vec<Finding> {
    let mut findings = of_now;
    let mut changes = codes(subject.settings);
    if let Some(rotated) = subject.settings.rotated() {
        let chain = chain(&rotated);
        let is_asked_anew =
            |probe: &Probe| answers.iter().any(|(other, _)| other.is_next && other.id == probe.id);
        let of_next: Vec<_> =
            answers.iter().filter(|(probe, _)| probe.is_next || !is_asked_anew(probe)).collect();
        let next = conclude_once(&Subject { settings: &rotated, chain: &chain, ..*subject }, &of_next);
        for (name, _) in &subject.settings.next {
            changes.push(change(name, &findings, &next));
        }
        findings.pop();
        for (now, next) in findings.iter_mut().zip(next) {
            if now.verdict != Verdict::Ok && next.verdict == Verdict::Ok {
                *now = next;
            }
        }
        findings.push(config::chain(subject, &findings));
    }
    // The chain stays last.
    let last = findings.len().saturating_sub(1);
    findings.splice(last..last, changes);
    findings
}

/// What is known of one of two secrets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Works,
    Refused,
    /// Nothing that asks with it told.
    Unknown,
}

/// How the change of one secret stands.
fn change(name: &'static str, now: &[Finding], next: &[Finding]) -> Finding {
    let (verdict, cause) = match (standing(name, now), standing(name, next)) {
        (Standing::Works, Standing::Works) => (Verdict::Ok, Cause::RotationReady),
        (Standing::Refused, Standing::Works) => (Verdict::Warning, Cause::RotationNextUsed),
        (Standing::Refused, Standing::Refused) => (Verdict::Failed, Cause::RotationBothRefused),
        (_, Standing::Refused) => (Verdict::Warning, Cause::RotationNextRefused),
        (Standing::Unknown, _) | (_, Standing::Unknown) => (Verdict::Warning, Cause::RotationUnknown),
    };
    let finding =
        Finding::new(CheckId::Rotation, verdict, cause).naming([name.to_owned(), format!("{name}_NEXT")]);
    let tells = |finding: &&Finding| is_about(name, finding.id) && finding.evidence.url.is_some();
    let evidence = next.iter().find(tells).map(|finding| finding.evidence.clone()).unwrap_or_default();
    Finding { evidence, ..finding }
}

fn standing(name: &str, findings: &[Finding]) -> Standing {
    let about: Vec<_> = findings.iter().filter(|finding| is_about(name, finding.id)).collect();
    if about.iter().any(|finding| refuses(name, finding.cause)) {
        Standing::Refused
    } else if about.iter().any(|finding| finding.verdict == Verdict::Ok) {
        Standing::Works
    } else {
        Standing::Unknown
    }
}

/// Whether a check is made with the secret of this setting.
fn is_about(name: &str, id: CheckId) -> bool {
    match id {
        CheckId::Token | CheckId::Provider(ProviderId::WorkersAi) => name == "CLOUDFLARE_API_TOKEN",
        CheckId::Provider(ProviderId::AiGateway) => {
            matches!(name, "CLOUDFLARE_API_TOKEN" | "AI_GATEWAY_TOKEN")
        }
        CheckId::Provider(id) => Service::of(id).is_some_and(|service| service.settings.key == name),
        _ => false,
    }
}

/// Whether the cause is this very secret: a call through the gateway has two.
fn refuses(name: &str, cause: Cause) -> bool {
    cause.is_of_the_secret() && (cause == Cause::GatewayUnauthorized) == (name == "AI_GATEWAY_TOKEN")
}

/// Codes are not asked of anyone: both open.
fn codes(settings: &Settings) -> Vec<Finding> {
    let doors = [("ACCESS_CODE", &settings.access_codes), ("ADMIN_CODE", &settings.admin_codes)];
    let changed = doors.into_iter().filter(|(_, codes)| codes.len() > 1);
    let finding = |name: &str| {
        let finding = Finding::new(CheckId::Rotation, Verdict::Ok, Cause::RotationBothOpen);
        finding.naming([name.to_owned(), format!("{name}_NEXT")])
    };
    changed.map(|(name, _)| finding(name)).collect()
}
