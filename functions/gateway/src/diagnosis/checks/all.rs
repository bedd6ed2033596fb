//! The checks over one set of secrets.

use super::{
    answers::Answers, chain::check_chain, gateways::check_gateways, provider::check_provider,
    settings::check_settings, token::check_token,
};
use crate::{
    diagnosis::{finding::Finding, subject::Subject},
    services::Service,
};
use wire::{ProviderId, report::CheckId};

/// The findings in the order of the report. The chain is the last one.
pub(super) fn check_all(subject: &Subject<'_>, answers: &Answers<'_>) -> Vec<Finding> {
    let (token, state) = check_token(subject, answers);
    let workers_ai = check_provider(subject, answers, ProviderId::WorkersAi, state, None);
    let mut findings: Vec<Finding> = Vec::new();
    for id in CheckId::all().filter(|id| is_reported(*id, subject)) {
        findings.push(match id {
            CheckId::Config => check_settings(subject),
            CheckId::Token => token.clone(),
            CheckId::Provider(id) => check_provider(subject, answers, id, state, Some(workers_ai.cause)),
            CheckId::AiGatewayApi => check_gateways(subject, answers, state),
            CheckId::Rotation | CheckId::Chain => check_chain(subject, &findings),
        });
    }
    findings
}

/// There are more services than any owner uses. Of those without a setting, only suggested ones are reported.
fn is_reported(id: CheckId, subject: &Subject<'_>) -> bool {
    let CheckId::Provider(id) = id else { return true };
    Service::find(id).is_none_or(|service| {
        let own = subject.settings.service(id);
        let is_set = own.key.is_some() || own.base_url.is_some() || !own.models.is_empty();
        service.suggested || is_set || subject.has_error_in(&service.settings.all())
    })
}
