//! What can be said without asking anyone: the settings, and the chain over all the other findings.

use super::{Cause, Finding, Subject};
use crate::providers::Readiness;
use wire::report::{CheckId, Verdict};

/// The settings themselves; of several faults the one that stops most comes first.
pub(super) fn config(subject: &Subject<'_>) -> Finding {
    let failed = |cause| Finding::new(CheckId::Config, Verdict::Failed, cause);
    if let Some(why) = subject.unreadable {
        return failed(Cause::DevVarsUnreadable).naming([why]);
    }
    if !subject.errors.is_empty() {
        let problems = subject.errors.iter().map(|error| (error.name.to_owned(), error.problem)).collect();
        return Finding { problems, ..failed(Cause::BadSetting) };
    }
    if subject.settings.cloudflare.account_id_is_malformed() {
        return failed(Cause::AccountMismatch).naming(["CLOUDFLARE_ACCOUNT_ID"]);
    }
    let missing: Vec<&str> =
        subject.chain.iter().flat_map(|(_, readiness)| missing(readiness)).copied().collect();
    let is_ready = |(_, readiness): &(_, Readiness)| matches!(readiness, Readiness::Ready(_));
    if !missing.is_empty() {
        let finding = Finding::new(CheckId::Config, Verdict::Warning, Cause::SettingMissing);
        return finding.naming(distinct(missing));
    }
    if !subject.chain.iter().any(is_ready) {
        return failed(Cause::NotConfigured);
    }
    let (verdict, cause) =
        if subject.is_emulated { (Verdict::Warning, Cause::Emulator) } else { (Verdict::Ok, Cause::Ok) };
    Finding::new(CheckId::Config, verdict, cause)
}

pub(super) fn missing(readiness: &Readiness) -> &[&'static str] {
    match readiness {
        Readiness::Incomplete(missing) => missing,
        Readiness::Off | Readiness::Ready(_) => &[],
    }
}

fn distinct(names: Vec<&str>) -> Vec<&str> {
    let mut seen = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// Whether a visitor gets an answer, by what was found of the providers.
pub(super) fn chain(subject: &Subject<'_>, findings: &[Finding]) -> Finding {
    let finding = |verdict, cause| Finding::new(CheckId::Chain, verdict, cause);
    // A site with a setting that cannot be read answers nobody.
    if !subject.errors.is_empty() {
        return finding(Verdict::Failed, Cause::BadSetting)
            .naming(subject.errors.iter().map(|error| error.name));
    }
    let is_provider = |finding: &&Finding| matches!(finding.id, CheckId::Provider(_));
    let answers = findings.iter().filter(is_provider);
    let asked: Vec<_> = answers.filter(|answer| answer.verdict != Verdict::Skipped).collect();
    let bad: Vec<_> = asked.iter().filter(|answer| answer.verdict != Verdict::Ok).collect();
    let names = bad.iter().map(|answer| answer.id.as_str());
    match asked.len() {
        0 => finding(Verdict::Failed, Cause::NotConfigured),
        all if all == bad.len() => finding(Verdict::Failed, Cause::NoProvider).naming(names),
        _ if bad.is_empty() => finding(Verdict::Ok, Cause::Ok),
        _ => finding(Verdict::Warning, Cause::Degraded).naming(names),
    }
}
