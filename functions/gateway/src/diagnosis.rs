//! The owner's deployment report: what is wrong, why, and how to put it right.
//!
//! ```text
//! plan(settings) -> probes -> the caller asks, all at once -> conclude(answers) -> findings
//! findings, a language and where this runs -> report -> JSON, or Markdown
//! ```
//!
//! A check is a request to make and a reading of its answer. What looks alike is told apart by looking
//! at two answers together: a 401 with code 10000 is a missing permission if the token is active, and
//! a dead token if it is not. A check that was not made says so, and is never reported as failed.
//!
//! The answers are kept for a minute, and every report over them is made anew, in either language.

mod cause;
mod config;
mod kept;
mod locks;
mod markdown;
mod probe;
mod reading;
mod rotation;
mod texts;
mod time;

pub use cause::Cause;
pub use kept::{read_kept, write_kept};
pub use markdown::{guide, markdown};
pub use probe::{Answer, Probe, ProbeId, Taken, plan};
pub use texts::Language;
pub use time::timestamp;

use crate::{
    Millis,
    providers::{Readiness, Service},
    settings::{Deployment, Problem, SettingError, Settings},
};
use wire::{
    ProviderId,
    report::{ChainLink, Check, CheckId, Evidence, Report, Verdict},
};

/// How long one probe may take.
pub const PROBE_TIMEOUT_MS: Millis = 8_000;
/// For how long answers are kept, so that nobody can spend the owner's allowance by reloading.
pub const KEPT_MS: Millis = 60_000;

/// What is to be diagnosed.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The settings that could be read.
    pub settings: &'a Settings,
    /// Those that could not.
    pub errors: &'a [SettingError],
    /// The chain that the settings make.
    pub chain: &'a [(ProviderId, Readiness)],
    /// Why the file of settings could not be read, if it could not.
    pub unreadable: Option<&'a str>,
    /// The emulator stands in for the providers.
    pub is_emulated: bool,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub id: CheckId,
    /// How it came out.
    pub verdict: Verdict,
    /// Why.
    pub cause: Cause,
    /// What was asked, and what came.
    pub evidence: Evidence,
    /// The model that was asked for, if one was.
    pub model: String,
    /// Settings, gateways or providers that the cause is about.
    pub names: Vec<String>,
    /// Settings whose values cannot be used.
    pub problems: Vec<(String, Problem)>,
}

impl Finding {
    fn new(id: CheckId, verdict: Verdict, cause: Cause) -> Self {
        let (model, names, problems) = (String::new(), Vec::new(), Vec::new());
        Self { id, verdict, cause, evidence: Evidence::default(), model, names, problems }
    }

    fn skipped(id: CheckId, cause: Cause) -> Self {
        Self::new(id, Verdict::Skipped, cause)
    }

    fn naming<T: ToString>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.names = names.into_iter().map(|name| name.to_string()).collect();
        self
    }
}

/// What the answers mean, in the order of [`CheckId::all`], without services that nobody speaks of; before the last
/// stand the secrets that are being changed.
pub fn conclude(subject: &Subject<'_>, answers: &[(Probe, Taken)]) -> Vec<Finding> {
    let of_now: Vec<_> = answers.iter().filter(|(probe, _)| !probe.is_next).collect();
    rotation::over(subject, conclude_once(subject, &of_now), answers)
}

/// The same for one set of secrets.
fn conclude_once(subject: &Subject<'_>, answers: reading::All<'_>) -> Vec<Finding> {
    let (token, standing) = reading::token(subject, answers);
    let workers_ai = reading::provider(subject, answers, ProviderId::WorkersAi, standing, None);
    let provider = |id| reading::provider(subject, answers, id, standing, Some(workers_ai.cause));
    let mut findings: Vec<Finding> = Vec::new();
    for id in CheckId::all().filter(|id| is_told_of(*id, subject)) {
        findings.push(match id {
            CheckId::Config => config::config(subject),
            CheckId::Token => token.clone(),
            CheckId::Provider(id) => provider(id),
            CheckId::AiGatewayApi => reading::gateways(subject, answers, standing),
            CheckId::Rotation | CheckId::Chain => config::chain(subject, &findings),
        });
    }
    findings
}

/// There are more services than anybody uses: of those that nothing is said of, only the suggested ones are told.
fn is_told_of(id: CheckId, subject: &Subject<'_>) -> bool {
    let CheckId::Provider(provider) = id else { return true };
    Service::of(provider).is_none_or(|service| {
        let names = service.settings;
        let is_its = |name: &str| [names.key, names.next_key, names.base_url, names.model].contains(&name);
        let own = subject.settings.service(provider);
        let is_set = own.key.is_some() || own.base_url.is_some() || own.model.is_some();
        service.suggested || is_set || subject.errors.iter().any(|error| is_its(error.name))
    })
}

/// Whether some provider can answer.
fn can_answer(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.id == CheckId::Chain && finding.verdict != Verdict::Failed)
}

/// Where the report is made, and for whom.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// How its sentences are written.
    pub language: Language,
    /// Which deployment this is.
    pub deployment: &'a Deployment,
    /// Everchat's version.
    pub version: &'a str,
    /// The data centre that asked.
    pub colo: Option<&'a str>,
    /// When it asked.
    pub at: Millis,
    /// Until when a provider rests, by its place in the chain; milliseconds since 1970.
    pub rests: &'a [Option<Millis>],
    /// The settings that are there.
    pub seen: Vec<&'static str>,
}

/// The report over findings, in one language.
pub fn report(subject: &Subject<'_>, findings: &[Finding], context: &Context<'_>) -> Report {
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
        chain: links(subject.chain, context.rests),
        locks: locks::locks(subject, context),
        environment: context.deployment.environment.clone(),
        branch: context.deployment.branch.clone(),
        commit: context.deployment.commit.clone(),
        built_at: context.deployment.built_at.clone(),
        version: context.version.to_owned(),
        colo: context.colo.map(str::to_owned),
        settings: context.seen.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn check(finding: &Finding, subject: &Subject<'_>, context: &Context<'_>) -> Check {
    let text = texts::Text { finding, settings: subject.settings, context };
    Check {
        id: finding.id,
        verdict: finding.verdict,
        evidence: finding.evidence.clone(),
        cause: finding.cause.as_str().to_owned(),
        title: text.title(),
        explanation: text.explanation(),
        fix: (finding.verdict != Verdict::Ok).then(|| text.fix()),
    }
}

fn links(chain: &[(ProviderId, Readiness)], rests: &[Option<Millis>]) -> Vec<ChainLink> {
    let link = |(place, (provider, readiness)): (usize, &(ProviderId, Readiness))| {
        let (model, missing) = match readiness {
            Readiness::Ready(ready) => (ready.models.first().cloned().unwrap_or_default(), Vec::new()),
            Readiness::Incomplete(missing) => {
                (String::new(), missing.iter().map(|name| (*name).to_owned()).collect())
            }
            Readiness::Off => (String::new(), Vec::new()),
        };
        let rests_until = rests.get(place).copied().flatten().map(timestamp);
        ChainLink { provider: *provider, model, rests_until, missing }
    };
    chain.iter().enumerate().map(link).collect()
}

#[cfg(test)]
mod tests;
