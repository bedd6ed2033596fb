//! The check of the chain as a whole: whether a visitor gets an answer.

use crate::diagnosis::{cause::Cause, finding::Finding, subject::Subject};
use wire::report::{CheckId, Verdict};

/// Checks the chain by the findings about its providers.
pub(super) fn check_chain(subject: &Subject<'_>, findings: &[Finding]) -> Finding {
    let finding = |verdict, cause| Finding::new(CheckId::Chain, verdict, cause);
    // A site with a bad setting answers nobody.
    if !subject.errors.is_empty() {
        return finding(Verdict::Failed, Cause::BadSetting)
            .naming(subject.errors.iter().map(|error| error.name));
    }
    let providers = findings.iter().filter(|finding| matches!(finding.id, CheckId::Provider(_)));
    let asked: Vec<_> = providers.filter(|provider| provider.verdict != Verdict::Skipped).collect();
    let bad: Vec<_> = asked.iter().filter(|provider| provider.verdict != Verdict::Ok).collect();
    let names = bad.iter().map(|provider| provider.id.as_str());
    match asked.len() {
        0 => finding(Verdict::Failed, Cause::NotConfigured),
        all if all == bad.len() => finding(Verdict::Failed, Cause::NoProvider).naming(names),
        _ if bad.is_empty() => finding(Verdict::Ok, Cause::Ok),
        _ => finding(Verdict::Warning, Cause::Degraded).naming(names),
    }
}
