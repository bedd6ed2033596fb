//! The check of the account's list of AI Gateways.

use super::{
    answers::{Answers, evidence, listed_ids},
    token::{TokenState, check_token},
};
use crate::{
    diagnosis::{
        cause::Cause,
        finding::Finding,
        probe::{Probe, ProbeId, ProbeResult},
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
            (verdict(cause), cause, Vec::new())
        }
    };
    Finding { evidence: evidence(probe, result), ..Finding::new(id, verdict, cause).naming(names) }
}

/// Why the settings or the log of the wanted gateway could not be read. `token` has the results of
/// [`crate::diagnosis::plan_token`].
pub fn conclude_gateway(
    subject: &Subject<'_>,
    probe: &Probe,
    result: &ProbeResult,
    token: &[(Probe, ProbeResult)],
) -> Finding {
    let (_, state) = check_token(subject, &Answers::new(token.iter()));
    let cause = match cause_of_refusal(subject, result, state) {
        // No model was asked for: what is not there is the gateway.
        Cause::ModelNotFound => Cause::GatewayMissing,
        Cause::RequestRefused => Cause::UnexpectedAnswer,
        cause => cause,
    };
    let finding = Finding::new(CheckId::AiGatewayApi, verdict(cause), cause);
    Finding { evidence: evidence(probe, result), ..finding }
}

fn verdict(cause: Cause) -> Verdict {
    if cause == Cause::MissingAiGatewayPermission { Verdict::Warning } else { cause.verdict() }
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
