//! The check of the account's list of AI Gateways.

use super::{
    answers::{Answers, evidence, listed_ids},
    token::TokenState,
};
use crate::{
    diagnosis::{
        cause::Cause,
        finding::Finding,
        probe::{ProbeId, ProbeResult},
        subject::Subject,
    },
    reading::{ErrorFacts, Failure, classify},
};
use wire::{
    Outcome, ProviderId,
    report::{CheckId, Verdict},
};

/// Checks whether the wanted gateway is in the list. Only the report needs the list, so a missing permission is a
/// warning.
pub(super) fn check_gateways(subject: &Subject<'_>, answers: &Answers<'_>, token: TokenState) -> Finding {
    let id = CheckId::AiGatewayApi;
    let Some((probe, result)) = answers.find(ProbeId::Gateways) else {
        let names = ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN"];
        let cause = if subject.has_error_in(&names) { Cause::NotTested } else { Cause::NotConfigured };
        return Finding::skipped(id, cause).naming(names);
    };
    let wanted = subject.settings.ai_gateway.id.as_deref();
    let (verdict, cause, names) = match (listed_ids(result), wanted) {
        // Cloudflare creates the account's own gateway when it is first used.
        (Some(_), None | Some("default")) => (Verdict::Ok, Cause::Ok, Vec::new()),
        (Some(listed), Some(wanted)) if listed.iter().any(|id| id == wanted) => {
            (Verdict::Ok, Cause::Ok, Vec::new())
        }
        (Some(listed), Some(_)) => (Verdict::Failed, Cause::GatewayMissing, listed),
        (None, _) => {
            let cause = cause_of_refusal(subject, result, token);
            let is_minor = cause == Cause::MissingAiGatewayPermission;
            (if is_minor { Verdict::Warning } else { cause.verdict() }, cause, Vec::new())
        }
    };
    Finding { evidence: evidence(probe, result), ..Finding::new(id, verdict, cause).naming(names) }
}

fn cause_of_refusal(subject: &Subject<'_>, result: &ProbeResult, token: TokenState) -> Cause {
    let (failure, facts) = match &result.answer {
        Ok((head, body)) if head.status == 200 => {
            (Failure::new(Outcome::Malformed, Some(200)), ErrorFacts::read(body))
        }
        Ok((head, body)) => (classify(head, body), ErrorFacts::read(body)),
        Err(failure) => (failure.clone(), ErrorFacts::default()),
    };
    match Cause::of(ProviderId::AiGateway, &failure, &facts) {
        Cause::Unauthorized | Cause::Forbidden => token.cause_of_refusal(Cause::MissingAiGatewayPermission),
        Cause::WrongRoute if subject.settings.cloudflare.has_malformed_account_id() => Cause::AccountMismatch,
        cause => cause,
    }
}
