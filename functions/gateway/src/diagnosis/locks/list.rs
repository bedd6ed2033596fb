//! The locks of a report.

use super::{
    en,
    facts::{LockFacts, setting},
    state::state,
    table::LockTexts,
    zh,
};
use crate::{
    diagnosis::{command, context::ReportContext, subject::Subject},
    settings::{Limits, Settings},
};
use wire::{
    Environment, Language,
    report::{Fix, Lock, LockId, LockState},
};

impl LockTexts {
    /// The texts of a language.
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::ENGLISH,
            Language::Chinese => &zh::CHINESE,
        }
    }
}

/// Every lock, in the order of the report.
pub(crate) fn list_locks(subject: &Subject<'_>, context: &ReportContext<'_>) -> Vec<Lock> {
    let facts = LockFacts {
        settings: subject.settings,
        limits: deployed_limits(subject.settings, context),
        environment: context.deployment.environment,
    };
    LockId::ALL.map(|id| lock(&facts, id, context.language)).into()
}

/// The limits of the deployed site. On a developer's machine most limits are off, and what matters there is what the same
/// settings will do elsewhere.
fn deployed_limits(settings: &Settings, context: &ReportContext<'_>) -> Limits {
    let is_default =
        |name| context.deployment.environment == Environment::Local && !context.set.contains(&name);
    let (mut limits, default) = (settings.limits, Limits::default());
    if is_default("STREAMS_PER_VISITOR") {
        limits.streams_per_visitor = default.streams_per_visitor;
    }
    if is_default("DAILY_REQUESTS") {
        limits.daily_requests = default.daily_requests;
    }
    if is_default("DAILY_TOKENS") {
        limits.daily_tokens = default.daily_tokens;
    }
    limits
}

fn lock(facts: &LockFacts<'_>, id: LockId, language: Language) -> Lock {
    let texts = LockTexts::of(language);
    let state = state(facts, id);
    let fix = (state != LockState::Shut).then(|| Fix {
        text: (texts.fix)(facts, id),
        url: (id == LockId::Counts).then(|| "https://developers.cloudflare.com/d1/get-started/".to_owned()),
        command: command(facts, id),
    });
    Lock { id, state, title: (texts.title)(id).to_owned(), text: (texts.text)(facts, id, state), fix }
}

fn command(facts: &LockFacts<'_>, id: LockId) -> Option<String> {
    match id {
        LockId::Counts => Some("cargo xtask setup".to_owned()),
        LockId::AccessCode | LockId::AdminCode => command::set_secret(facts.environment, setting(id)),
        _ => None,
    }
}
