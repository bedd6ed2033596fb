//! The report over the findings, in one language.

use super::{context::ReportContext, finding::Finding, locks::list_locks, subject::Subject, texts};
use crate::{
    providers::ChainEntry,
    time::{Millis, timestamp},
};
use wire::report::{ChainLink, Check, CheckId, Report, Verdict};

/// Makes the report over the findings.
pub fn report(subject: &Subject<'_>, findings: &[Finding], context: &ReportContext<'_>) -> Report {
    let is_ok = |finding: &Finding| matches!(finding.verdict, Verdict::Ok | Verdict::Skipped);
    let verdict = match findings {
        all if !can_answer(all) => Verdict::Failed,
        all if all.iter().all(is_ok) => Verdict::Ok,
        _ => Verdict::Warning,
    };
    Report {
        generated_at: timestamp(context.at),
        verdict,
        summary: texts::summary(context.language, verdict).to_owned(),
        checks: findings.iter().map(|finding| check(finding, subject, context)).collect(),
        chain: chain_links(subject.chain, context.open_circuits),
        locks: list_locks(subject, context),
        environment: context.deployment.environment,
        branch: context.deployment.branch.clone(),
        commit: context.deployment.commit.clone(),
        built_at: context.deployment.built_at.clone(),
        version: context.version.to_owned(),
        colo: context.colo.map(str::to_owned),
        settings: context.set.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// Whether some provider can answer.
fn can_answer(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.id == CheckId::Chain && finding.verdict != Verdict::Failed)
}

/// A finding in words. A check that is ok has no fix.
pub fn check(finding: &Finding, subject: &Subject<'_>, context: &ReportContext<'_>) -> Check {
    let words = texts::words(finding, subject.settings, context);
    Check {
        id: finding.id,
        verdict: finding.verdict,
        evidence: finding.evidence.clone(),
        cause: finding.cause.as_str().to_owned(),
        title: words.title,
        explanation: words.explanation,
        fix: (finding.verdict != Verdict::Ok).then_some(words.fix),
    }
}

fn chain_links(chain: &[ChainEntry], open_circuits: &[Option<Millis>]) -> Vec<ChainLink> {
    let link = |(place, entry): (usize, &ChainEntry)| ChainLink {
        provider: entry.id,
        model: entry.models().first().cloned().unwrap_or_default(),
        rests_until: open_circuits.get(place).copied().flatten().map(timestamp),
        missing: entry.missing_settings().iter().map(|name| (*name).to_owned()).collect(),
    };
    chain.iter().enumerate().map(link).collect()
}
